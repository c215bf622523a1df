-- The word in the address of a member's own feed. It shows what they follow, and opens nothing else.
create table feed_address (
  account_id @key references account (id) on delete cascade,
  token_hash text not null unique,
  created_at bigint not null
);
