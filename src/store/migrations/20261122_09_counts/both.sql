-- Counts on blurbs and lists are walks along an index and nothing else.
create index review_counted_by_work on review (work_id)
  where parent_id is null and deleted_at is null and hidden_at is null;
create index review_counted_by_chapter on review (chapter_id)
  where parent_id is null and deleted_at is null and hidden_at is null;
create index work_by_audience on work (audience);
