-- By its stamp the index of texts, which is in another file, knows that a change is the one it followed, and not another of
-- the same number in an archive that was brought back. (No larger than the numbers of JavaScript.)
alter table work_change rename to work_change_before;
create table work_change (
  id @id,
  work_id bigint not null,
  numbers_only integer not null default 0,
  stamp integer not null default (random() >> 11)
);
insert into work_change (id, work_id, numbers_only) select id, work_id, numbers_only from work_change_before;
drop table work_change_before;
