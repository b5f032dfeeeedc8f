import { sqliteKit } from '../kits'
import { defineTables } from '../tables'

export const tables = defineTables(sqliteKit)
// drizzle-kit finds tables among a module's exports.
export const {
  installation,
  campaign,
  campaignVersion,
  consent,
  principle,
  signature,
  letter,
  office,
  officeTurn,
  outgoing,
  reply,
  tally,
  constituency,
  member,
  membership,
  sector,
  placeSource,
  missedPostcode,
  unplaced,
  accessToken,
} = tables
