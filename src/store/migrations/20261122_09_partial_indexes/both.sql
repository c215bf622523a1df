-- Nearly every row has null here. Without statistics SQLite takes "is null" for a rare value and walks them all.
drop index review_by_parent;
create index review_by_parent on review (parent_id, id) where parent_id is not null;

drop index tag_by_canonical;
create index tag_by_canonical on tag (canonical_id) where canonical_id is not null;
