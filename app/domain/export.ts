export const exportNames = ['counts', 'by-day', 'by-principle', 'signatures', 'letters'] as const
export type ExportName = (typeof exportNames)[number]

/** Exports that name people or carry what they wrote to. */
export const personalExports: readonly ExportName[] = ['signatures', 'letters']
