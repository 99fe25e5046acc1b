// Prints what Lighthouse finds for each kind of page, and fails below the bound.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import lighthouse from 'lighthouse';

const [portal, profile] = process.argv.slice(2); // the portal's address, and a folder for the browser that the caller takes away
const bound = 0.95;
const pages = ['/', '/datasets', '/datasets/industrial-parks', '/datasets/enterprises', '/datasets/industrial-parks/records/kcn-xuyen-a', '/datasets/districts/dictionary', '/docs'];
const port = 9300 + Math.floor(Math.random() * 500);
const chromium = spawn(process.env.CHROMIUM ?? 'chromium', ['--headless', '--no-sandbox', '--disable-dev-shm-usage', `--user-data-dir=${profile}`, `--remote-debugging-port=${port}`, 'about:blank'], { stdio: 'ignore' });

async function isReady() {
    for (let i = 0; i < 150; i++) {
        try {
            await fetch(`http://127.0.0.1:${port}/json/version`);
            return;
        } catch {
            await new Promise(resolve => setTimeout(resolve, 100));
        }
    }
    throw new Error('Chromium does not answer.');
}

let isBelow = false;
try {
    await isReady();
    console.log('performance  accessibility  best practices  SEO  page');
    for (const page of pages) {
        const { lhr } = await lighthouse(portal + page, { port, logLevel: 'error', output: 'json' });
        const scores = ['performance', 'accessibility', 'best-practices', 'seo'].map(name => [name, lhr.categories[name].score]);
        console.log(scores.map(([, score]) => Math.round(score * 100)).map((score, at) => String(score).padStart([11, 13, 14, 3][at])).join('  '), '', page);
        for (const [name, score] of scores) {
            if (score >= bound || (name === 'performance' && !process.env.FAST))
                continue;
            isBelow = true;
            const refs = lhr.categories[name].auditRefs.map(ref => lhr.audits[ref.id]).filter(audit => audit.score !== null && audit.score < 1);
            for (const audit of refs)
                console.error(`  ${name}: ${audit.title} ${audit.displayValue ?? ''} ${JSON.stringify(audit.details?.items?.slice(0, 3) ?? '').slice(0, 600)}`);
        }
    }
} finally {
    const end = once(chromium, 'exit');
    chromium.kill();
    await end;
}
process.exit(isBelow ? 1 : 0);
