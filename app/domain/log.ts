/** Where faults are told, by ids and kinds and never by what is personal. pino's loggers are such. */
export interface Log {
  info(about: object, words: string): void
  warn(about: object, words: string): void
  error(about: object, words: string): void
}
