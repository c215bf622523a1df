-- What stands in the text index, which is made out of works and can be made anew (fanfold reindex).
create table indexed_work (
  work_id @key,
  -- by which it is seen that the heading has changed
  stamp text not null
);
create table passage (
  -- work * 2^20 + a number of its own in the work
  id @key,
  chapter_id bigint not null,
  stamp text not null
);

-- Words as text/search-words makes them. Ids: work * 16 + the part of the heading; as in passage.
create table heading_words (
  id @key,
  words tsvector not null
);
create index heading_words_by_word on heading_words using gin (words);
create table passage_words (
  id @key,
  words tsvector not null
);
create index passage_words_by_word on passage_words using gin (words);
