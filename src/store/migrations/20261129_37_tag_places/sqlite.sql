-- What stands above, below and around a tag is kept in memory as its name is, and follows the same row of changes.
create trigger tag_placed after update of position on tag when new.position <> old.position begin insert into name_change (kind, subject_id) values ('tag', new.id); end;
create trigger tag_parent_added after insert on tag_parent begin insert into name_change (kind, subject_id) values ('tag', new.tag_id); end;
create trigger tag_parent_removed after delete on tag_parent begin insert into name_change (kind, subject_id) values ('tag', old.tag_id); end;
create trigger tag_parent_changed after update on tag_parent begin insert into name_change (kind, subject_id) values ('tag', new.tag_id); end;
create trigger tag_meaning_added after insert on tag_meaning begin insert into name_change (kind, subject_id) values ('tag', new.tag_id); end;
create trigger tag_meaning_removed after delete on tag_meaning begin insert into name_change (kind, subject_id) values ('tag', old.tag_id); end;
