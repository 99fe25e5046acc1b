// Prints the records of a Parquet file as a JSON array, read with hyparquet: dates as days, instants as milliseconds, times as microseconds.
import { readFileSync } from 'node:fs'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const bytes = readFileSync(process.argv[2])
const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
const facts = Object.fromEntries(parquetMetadata(file).key_value_metadata.map(({ key, value }) => [key, value]))
const records = await parquetReadObjects({ file, compressors })
const plain = value => typeof value === 'bigint' ? { whole: value.toString() } : value instanceof Date ? { milliseconds: value.getTime() } : value
const shown = records.map(record => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, plain(value)])))
process.stdout.write(JSON.stringify({ facts, records: shown }))
