-- The index of texts is in a file of its own, see store/texts-file.ts.
drop table heading_words;
drop table passage_words;
drop table passage;
drop table indexed_work;
drop table text_waiting;
