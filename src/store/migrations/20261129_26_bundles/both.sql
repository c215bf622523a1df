-- When a member last took a series, a shelf, an author or a tag along as one, so that what changed since can be offered.
create table bundle_taken (
  account_id bigint not null references account (id) on delete cascade,
  -- as `series 7`; it may be gone
  thing text not null,
  taken_at bigint not null,
  primary key (account_id, thing)
);
