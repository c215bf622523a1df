-- Feeds tell when news was edited; null: never since it was written.
alter table news add column edited_at bigint;
