// Hot queries: Kysely builds the SQL once for each dialect and shape, afterwards only values are put in.
import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { readerOf, readsOnly } from './sqlite.ts'

class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A place in a value that is a list. */
export class OneOf {
  readonly name: string
  readonly place: number
  constructor(list: unknown, place: number) {
    this.name = (list as Placeholder).name
    this.place = place
  }
}

type Param<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name]

interface Compilable<Row> {
  compile: () => CompiledQuery<Row>
}

/**
 * `prepare<Values, Shape>()(build)` returns a function that runs `build`'s query with values put where it called
 * `param`. `build` must not depend on anything but `shape`; what changes the SQL's form (who looks, which sorting)
 * belongs into `shape`, which names one form.
 */
export function prepare<Values extends object, Shape extends string = 'only'>() {
  return <Row>(build: (db: Db, param: Param<Values>, shape: Shape) => Compilable<Row>) => {
    const compiled = new Map<string, CompiledQuery<Row>>()
    const param: Param<Values> = (name) => new Placeholder(name) as never

    return async (db: Db, values: Values, shape = 'only' as Shape): Promise<Row[]> => {
      const key = `${dialectOf(db).name} ${shape}`
      let query = compiled.get(key)
      if (!query) compiled.set(key, (query = build(db, param, shape).compile()))
      const parameters = query.parameters.map((value) => valueOf(values as Record<string, unknown>, value))
      const reader = readsOnly(query) ? readerOf(db) : null
      if (reader) return reader.run<Row>({ sql: query.sql, parameters }).rows
      return (await db.executeQuery<Row>({ ...query, parameters })).rows
    }
  }
}

function valueOf(values: Record<string, unknown>, parameter: unknown): unknown {
  if (parameter instanceof OneOf) return (values[parameter.name] as readonly unknown[])[parameter.place]
  return parameter instanceof Placeholder ? values[parameter.name] : parameter
}

/**
 * For a prepared query's limit and offset. SQLite plans a statement anew, which costs four times the query, whenever a
 * bare parameter stands there; an expression spares it that.
 */
export function whole(value: number): RawBuilder<number> {
  return sql<number>`cast(${value} as bigint)`
}
