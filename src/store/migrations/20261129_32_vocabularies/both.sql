-- Where the tags of a vocabulary show: at the head of a work, among the filters of lists, among the ways to browse.
alter table vocabulary add column in_head integer not null default 1;
alter table vocabulary add column in_filters integer not null default 1;
alter table vocabulary add column in_browse integer not null default 1;
-- How many a work may have of it; 0: no limit of its own.
alter table vocabulary add column least integer not null default 0;
alter table vocabulary add column most integer not null default 0;
alter table vocabulary add column description_source text not null default '';
alter table vocabulary add column description_html text not null default '';

-- Addresses that a vocabulary had before, or that one which went into it had.
create table vocabulary_address (
  slug text primary key,
  vocabulary_id bigint not null references vocabulary (id) on delete cascade
);
create index vocabulary_address_by_vocabulary on vocabulary_address (vocabulary_id);

-- 1: works keep it, but neither lists nor forms nor works show it
alter table tag add column hidden integer not null default 0;
