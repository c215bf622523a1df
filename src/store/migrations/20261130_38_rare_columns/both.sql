-- Nearly every row has null in these columns. Their indexes had a place for each of them all the same, and were written with every
-- favourite and review. The first one also serves a series that is deleted, which its replies kept it from.
drop index review_by_series;
create index review_by_series on review (series_id, created_at desc, id desc) where series_id is not null;

drop index bookmark_of_series;
create unique index bookmark_of_series on bookmark (shelf_id, series_id) where series_id is not null;
drop index bookmark_of_pseud;
create unique index bookmark_of_pseud on bookmark (shelf_id, pseud_id) where pseud_id is not null;
drop index bookmark_by_series;
create index bookmark_by_series on bookmark (series_id) where series_id is not null;
drop index bookmark_by_pseud;
create index bookmark_by_pseud on bookmark (pseud_id) where pseud_id is not null;
drop index bookmark_of_status;
create unique index bookmark_of_status on bookmark (status_account_id, work_id) where status_account_id is not null;
