alter table news_comment add column edited_at bigint;
create index news_by_pseud on news (pseud_id);
create index news_comment_by_pseud on news_comment (pseud_id);

-- Program text that stood in a page of an old site. Nothing ever runs it.
alter table page add column code text not null default '';

-- The archive's own links, beside those that every archive has.
create table menu_link (
  id @id,
  label text not null,
  -- a path of this archive, or a whole address elsewhere
  address text not null,
  new_window integer not null default 0,
  shown_to text not null default 'everybody' check (shown_to in ('everybody', 'members', 'moderators')),
  position integer not null default 0
);
create index menu_link_by_position on menu_link (position, id);

create table poll (
  id @id,
  question text not null,
  -- null: nobody knows when
  opened_at bigint,
  -- null: members may vote
  closed_at bigint,
  created_at bigint not null
);
create index poll_by_time on poll (created_at desc, id desc);

create table poll_option (
  id @id,
  poll_id bigint not null references poll (id) on delete cascade,
  position integer not null,
  label text not null,
  -- votes whose voters are not known: all of a closed poll, and those of members who left before they came here
  counted integer not null default 0,
  unique (poll_id, position)
);

create table poll_vote (
  poll_id bigint not null references poll (id) on delete cascade,
  account_id bigint not null references account (id) on delete cascade,
  option_id bigint not null references poll_option (id) on delete cascade,
  voted_at bigint,
  primary key (poll_id, account_id)
);
create index poll_vote_by_option on poll_vote (option_id);
create index poll_vote_by_account on poll_vote (account_id);

create table shout (
  id @id,
  pseud_id bigint references pseud (id) on delete set null,
  guest_name text,
  body_source text not null default '',
  body_html text not null default '',
  -- null: nobody knows when
  posted_at bigint,
  created_at bigint not null
);
create index shout_by_time on shout (created_at desc, id desc);
create index shout_by_pseud on shout (pseud_id);

-- What members may tell of themselves beside a biography.
create table profile_field (
  id @id,
  kind text not null check (kind in ('url', 'select', 'yes_no', 'id_url', 'text')),
  -- a short word of its own, as website
  name text not null,
  title text not null,
  -- of a select: the choices, as a JSON list
  options text not null default '[]',
  -- of an id_url: the address, with {info} where the id goes
  address_pattern text not null default '',
  -- program text of an old site; nothing ever runs it
  code text not null default '',
  is_on integer not null default 1,
  position integer not null default 0
);

create table profile_value (
  id @id,
  pseud_id bigint not null references pseud (id) on delete cascade,
  field_id bigint not null references profile_field (id) on delete cascade,
  value text not null,
  unique (pseud_id, field_id)
);
create index profile_value_by_field on profile_value (field_id);
