-- Of the works that were here before these columns: as works/refresh-pairings.ts has it.
with recursive
fandom (work_id, tag_id) as (
  select distinct work_tag.work_id, meant.id from work_tag join tag on tag.id = work_tag.tag_id
  join tag meant on meant.id = coalesce(tag.canonical_id, tag.id)
  join vocabulary on vocabulary.id = meant.vocabulary_id
  where vocabulary.role = 'fandom'
),
several (work_id, fandoms) as (
  select work_id, count(*) from fandom group by work_id having count(*) > 1
),
family (work_id, tag_id, above_id) as (
  select fandom.work_id, fandom.tag_id, fandom.tag_id from fandom join several on several.work_id = fandom.work_id
  union
  select family.work_id, family.tag_id, case way.to_parent when 1 then link.parent_id else step.canonical_id end from family join tag step on step.id = family.above_id
  left join tag_parent link on link.tag_id = step.id
  join (select 0 as to_parent union all select 1 as to_parent) way
    on case way.to_parent when 1 then link.parent_id else step.canonical_id end is not null
),
related (work_id, tag_id, fandoms) as (
  select one.work_id, one.tag_id, count(distinct other.tag_id) from family one
  join family other on other.work_id = one.work_id and other.above_id = one.above_id
  group by one.work_id, one.tag_id
)
update work set
  crossover = case when id in (select work_id from several) and id not in (
    select related.work_id from related join several on several.work_id = related.work_id
    where related.fandoms = several.fandoms) then 1 else 0 end,
  main_relationship_id = (
    select meant.id from work_tag join tag on tag.id = work_tag.tag_id
    join tag meant on meant.id = coalesce(tag.canonical_id, tag.id)
    join vocabulary on vocabulary.id = meant.vocabulary_id
    where work_tag.work_id = work.id and vocabulary.role = 'relationship'
    order by work_tag.position, work_tag.tag_id limit 1);

-- Lists of a main pairing; and a tag that goes need not look through all works.
create index work_by_main_relationship on work (main_relationship_id) where main_relationship_id is not null;
