// Walks a dataset page by page with a client whose types are made from openapi/: walk.ts is compiled against them, then run as walk.js PORTAL.
import createClient from 'openapi-fetch'
import type { paths as Districts } from './generated/districts.js'
import type { paths as Portal } from './generated/portal.js'

type Json = 'application/json' | 'application/problem+json'

const baseUrl = process.argv[2]
const portal = createClient<Portal, Json>({ baseUrl })
const districts = createClient<Districts, Json>({ baseUrl, querySerializer: { array: { style: 'form', explode: false } } }) // fields=a,b

const { data: catalog, error: none } = await portal.GET('/api/v1/datasets', { params: { query: { q: 'huyen', limit: 5 } } })
if (!catalog)
    throw new Error(none?.detail)
console.log(`${catalog.page.total} datasets are about districts`)

const codes: string[] = []
let cursor: string | undefined
do {
    const { data, error } = await districts.GET('/api/v1/datasets/districts/records', { params: { query: { fields: ['code', 'name_vi'], sort: ['-code'], limit: 4, cursor } } })
    if (!data)
        throw new Error(error?.detail)
    for (const district of data.data)
        codes.push(district.code ?? '')
    cursor = data.page.next_cursor ?? undefined
} while (cursor)
if (codes.length !== 15 || codes.join() !== [...codes].sort().reverse().join())
    throw new Error(`Not the 15 districts from the last to the first: ${codes}`)

const { error } = await districts.GET('/api/v1/datasets/districts/records', { params: { query: { limit: 5000 } } })
if (error?.code !== 'over-limit')
    throw new Error(`A limit of 5,000 was not refused: ${JSON.stringify(error)}`)
console.log(`${codes.length} districts in pages of 4`)
