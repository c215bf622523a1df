-- BCP 47; null: in the work's language
alter table chapter add column language text;
