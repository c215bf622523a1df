-- Where the sites that moved in lived: one row for each address, those that an owner added too.
create table old_site (
  id @id,
  -- as in legacy_id
  source text not null,
  -- in lower case, without www; empty where the site did not know its own
  host text not null,
  -- '' or '/archive'
  path text not null,
  -- the folder that uploaded images lay in, below `path`
  story_folder text not null default 'stories',
  -- 1: in its links a story's number may be that of one of its chapters
  numbers_chapters integer not null default 0,
  by_owner integer not null default 0,
  moved_at bigint not null,
  unique (source, host, path)
);

-- Old addresses that lead nowhere, counted; an owner may say where they lead.
create table missed_address (
  -- path and query, at most 500 characters
  address text primary key,
  hits bigint not null,
  -- of the page that linked to it last; empty when unknown
  referrer_host text not null default '',
  first_seen_at bigint not null,
  last_seen_at bigint not null,
  -- a path of this archive, given by an owner
  leads_to text,
  dismissed_at bigint
);
create index missed_address_by_hits on missed_address (hits desc, address);
