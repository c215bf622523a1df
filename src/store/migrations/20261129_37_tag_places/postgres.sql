-- What stands above, below and around a tag is kept in memory as its name is, and follows the same row of changes.
create trigger tag_placed after update of position on tag for each row when (new.position <> old.position) execute function note_tag_change();
create trigger tag_parent_noted after insert or delete or update on tag_parent for each row execute function note_scope_change();
create trigger tag_meaning_noted after insert or delete on tag_meaning for each row execute function note_scope_change();
