-- What is sorted by is made for comparing as it stands. A database's own collation would sort it anew, otherwise than
-- SQLite and the index in memory, and slower.
alter table work alter column sort_title type text collate "C";
alter table series alter column sort_title type text collate "C";
alter table challenge alter column sort_title type text collate "C";
alter table recommendation alter column sort_title type text collate "C";
alter table pseud alter column sort_name type text collate "C";
alter table tag alter column sort_name type text collate "C";
alter table tag alter column name_folded type text collate "C";
