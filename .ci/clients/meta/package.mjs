// Loads every dataset by the address of its Data Package alone, as users of Frictionless do, and reads every record as the schema says:
// package.mjs PORTAL
import datapackage from 'datapackage'

const portal = process.argv[2]
const { data } = await (await fetch(`${portal}/api/v1/datasets`)).json()
let records = 0
for (const { id, record_count: count } of data) {
  const loaded = await datapackage.Package.load(`${portal}/api/v1/datasets/${id}/datapackage.json`)
  if (!loaded.valid)
    throw new Error(`${id}: ${loaded.errors.map(error => error.message).join('; ')}`)
  const rows = await loaded.resources[0].read({ keyed: true, relations: true, cast: true })
  if (rows.length !== count)
    throw new Error(`${id}: ${rows.length} records read, ${count} said`)
  records += rows.length
}
console.log(`${records} records of ${data.length} packages read by their addresses, with their keys`)
