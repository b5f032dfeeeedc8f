import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { CannotRun } from './figure'

/** Where all data of the bench lies: on the disk that the project is on, for what a commit costs depends on it. */
export const benchRoot = '.prepare/bench'

const folders = new Set<string>()

/** A new folder, gone when the bench ends. */
export function benchFolder(): string {
  mkdirSync(benchRoot, { recursive: true })
  return passing(mkdtempSync(`${benchRoot}/`))
}

/** Has a folder deleted when the bench ends. */
export function passing(folder: string): string {
  folders.add(folder)
  return folder
}

export function deleteFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  folders.delete(folder)
}

export function deleteFolders(): void {
  for (const folder of folders) deleteFolder(folder)
}

/** @throws CannotRun where the disk has not so many bytes free */
export function needRoom(bytes: number): void {
  mkdirSync(benchRoot, { recursive: true })
  const { bavail, bsize } = statfsSync(benchRoot)
  const gigabytes = (some: number) => `${(some / 1e9).toFixed(1)} GB`
  if (bavail * bsize < bytes)
    throw new CannotRun(
      `it needs ${gigabytes(bytes)} in ${benchRoot}, and ${gigabytes(bavail * bsize)} are free`,
    )
}
