// The one Vite configuration: `remix vite:build` and `vite dev` use the first branch, `vite build --mode programs`
// the second (server, mailer, operator's tool and the thread that writes, bundled apart from Remix's routes), vitest the third.
import { availableParallelism } from 'node:os'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'

const web = {
  publicDir: false,
  plugins: [
    remix({
      appDirectory: 'app',
      buildDirectory: 'build',
      ignoredRouteFiles: ['**/.*'],
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
}

const programs = {
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'build/programs',
    rollupOptions: {
      input: {
        server: 'app/server.ts',
        mailer: 'app/mailer/main.ts',
        cli: 'app/cli/main.ts',
        'store-thread': 'db/sqlite/thread.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
    },
  },
}

/** Read only where tests run: an image that only builds need not hold them. */
const tests = async () => ({
  esbuild: { jsx: 'automatic' },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/setup.ts'],
    setupFiles: ['tests/support/each.ts'],
    // A process for each file, and all modules loaded anew, took a quarter of the processors' time (docs/decisions/0053).
    isolate: false,
    // One more than can work at once: of what a test takes a good part is waiting, for mail, processes, disks and a browser.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: (await import('./tests/support/longest-first.mjs')).default },
    // For what hangs. The longest test, of 35 s in quiet, took 338 where twenty-five wanted two processors.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000, interval: 50 } },
  },
})

export default defineConfig(({ mode }) =>
  mode === 'programs' ? programs : process.env.VITEST ? tests() : web,
)
