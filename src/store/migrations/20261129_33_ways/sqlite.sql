-- Names of tags and pen names that changed, in the order of the changes: the words that suggestions are found by are kept
-- in memory by each node, which follows this. The database writes it itself, as tags change in many rooms. Only the newest
-- rows are kept; a node that is further behind reads all names anew.
create table name_change (
  id integer primary key autoincrement,
  kind text not null check (kind in ('tag', 'pseud')),
  subject_id bigint not null
);

create trigger tag_added after insert on tag begin insert into name_change (kind, subject_id) values ('tag', new.id); end;
create trigger tag_renamed after update of name, slug, vocabulary_id, canonical_id, hidden on tag begin insert into name_change (kind, subject_id) values ('tag', new.id); end;
create trigger tag_removed after delete on tag begin insert into name_change (kind, subject_id) values ('tag', old.id); end;
create trigger tag_scope_added after insert on tag_scope begin insert into name_change (kind, subject_id) values ('tag', new.tag_id); end;
create trigger tag_scope_removed after delete on tag_scope begin insert into name_change (kind, subject_id) values ('tag', old.tag_id); end;
create trigger pseud_added after insert on pseud begin insert into name_change (kind, subject_id) values ('pseud', new.id); end;
create trigger pseud_renamed after update of name, slug on pseud begin insert into name_change (kind, subject_id) values ('pseud', new.id); end;
create trigger pseud_removed after delete on pseud begin insert into name_change (kind, subject_id) values ('pseud', old.id); end;
