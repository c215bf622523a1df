-- Pictures that people brought: kept in the database, so that every node of an archive has them, and named by their bytes.
create table upload (
  id @id,
  -- of the bytes, in hexadecimal digits; also the name in its address
  sha256 text not null unique,
  mime text not null check (mime in ('image/png', 'image/gif', 'image/jpeg', 'image/webp')),
  width bigint not null,
  height bigint not null,
  byte_count bigint not null,
  bytes @blob not null,
  created_at bigint not null
);
