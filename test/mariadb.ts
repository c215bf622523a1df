// A database of its own on the MariaDB that TEST_MARIADB_URL names, for tests that read an old site from a live server.
import { createConnection } from 'mysql2/promise'

let made = 0

/** Null without TEST_MARIADB_URL. `run` takes one or more statements, as text or as the bytes of a dump. */
export async function openMariadb() {
  const server = process.env.TEST_MARIADB_URL
  if (!server) return null
  const name = `fanfold_live_${process.pid}_${++made}`
  const url = new URL(server)
  const { hostname, port, username, password } = url
  const place = { host: hostname, port: Number(port || 3306), user: username || 'root', password }
  const connection = await createConnection({ ...place, multipleStatements: true, charset: 'LATIN1_SWEDISH_CI' })
  // Bytes as they are: what is sent as Latin-1 is not converted on its way.
  await connection.query('set character_set_client = binary, sql_mode = ""')
  await connection.query(`create database ${name}; use ${name}`)
  url.pathname = name
  return {
    url: url.href,
    run: (sql: string | Buffer) => connection.query(typeof sql === 'string' ? sql : sql.toString('latin1')),
    close: async () => {
      await connection.query(`drop database ${name}`)
      await connection.end()
    },
  }
}
