// Bundles the explorer's files into the folder that is named: one file for each entry, without comments and spaces.
import { build } from 'esbuild';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';

const [out] = process.argv.slice(2);
const entries = ['explorer.css', 'explorer.js', 'chart.js', 'map.js'].filter(file => existsSync(file));
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
    entryPoints: entries,
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome109', 'firefox115', 'safari16'],
    legalComments: 'eof',
    loader: { '.png': 'dataurl', '.svg': 'dataurl' },
    logLevel: 'warning',
});
for (const icon of ['icon.svg', 'icon-180.png', 'icon-512.png'])
    await copyFile(icon, `${out}/${icon}`);
