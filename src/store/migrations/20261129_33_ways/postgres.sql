-- Names of tags and pen names that changed, in the order of the changes: the words that suggestions are found by are kept
-- in memory by each node, which follows this. The database writes it itself, as tags change in many rooms. Only the newest
-- rows are kept; a node that is further behind reads all names anew.
create table name_change (
  id @id,
  kind text not null check (kind in ('tag', 'pseud')),
  subject_id bigint not null
);

create function note_tag_change() returns trigger language plpgsql as $$ begin insert into name_change (kind, subject_id) values ('tag', coalesce(new.id, old.id)); return null; end $$;
create function note_scope_change() returns trigger language plpgsql as $$ begin insert into name_change (kind, subject_id) values ('tag', coalesce(new.tag_id, old.tag_id)); return null; end $$;
create function note_pseud_change() returns trigger language plpgsql as $$ begin insert into name_change (kind, subject_id) values ('pseud', coalesce(new.id, old.id)); return null; end $$;
create trigger tag_noted after insert or delete or update of name, slug, vocabulary_id, canonical_id, hidden on tag for each row execute function note_tag_change();
create trigger tag_scope_noted after insert or delete on tag_scope for each row execute function note_scope_change();
create trigger pseud_noted after insert or delete or update of name, slug on pseud for each row execute function note_pseud_change();
