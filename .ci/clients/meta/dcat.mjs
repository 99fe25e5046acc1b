// Checks what the portal says by DCAT-AP: dcat.mjs FOLDER, which has catalog.ttl and a file for each dataset. A violation fails; what is only
// recommended and missing is counted.
import { readdirSync, readFileSync } from 'node:fs'
import { DataFactory, Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'

const folder = process.argv[2]
const read = file => new Store(new Parser({ factory: DataFactory }).parse(readFileSync(file, 'utf8')))
const validator = new Validator(read(new URL('shapes.ttl', import.meta.url)))
const local = term => term?.value.split(/[#/]/).pop()

async function check(store, name) {
  const { results } = await validator.validate(store)
  const violations = results.filter(result => local(result.severity) !== 'Warning')
  for (const result of violations)
    console.error(`${name}: ${result.focusNode?.value} ${local(result.path)}: ${result.message.map(text => text.value).join(' ')} ${result.value?.value ?? ''}`)
  return { violations: violations.length, warnings: results.filter(result => local(result.severity) === 'Warning').map(result => local(result.path)) }
}

let failed = 0
const missing = {}
const files = readdirSync(folder).filter(file => file.endsWith('.ttl'))
for (const file of files) {
  const { violations, warnings } = await check(read(`${folder}/${file}`), file)
  failed += violations
  for (const path of warnings)
    missing[path] = (missing[path] ?? 0) + 1
}

// The shapes see what is wrong: without its title a dataset is none.
const broken = read(`${folder}/catalog.ttl`)
for (const quad of broken.getQuads(null, 'http://purl.org/dc/terms/title', null, null))
  broken.removeQuad(quad)
const quiet = console.error
console.error = () => {}
const { violations } = await check(broken, 'broken')
console.error = quiet
if (violations === 0) {
  console.error('The shapes let a catalog without titles through.')
  failed++
}

console.log(`${files.length} graphs checked by DCAT-AP shapes, ${failed} violations; recommended and not there: ${JSON.stringify(missing)}`)
process.exit(failed === 0 && files.length > 1 ? 0 : 1)
