/** What the Office for National Statistics asks for wherever its codes and names are used. */
export const officeCredit =
  'Source: Office for National Statistics licensed under the Open Government Licence v.3.0'

/** What those whose data is in postcode products ask to be shown, in the words of the ONS (FOI/2022/3481). */
export function postcodeCredits(year: number): readonly string[] {
  return [
    `Contains OS data © Crown copyright and database right ${year}`,
    `Contains Royal Mail data © Royal Mail copyright and database right ${year}`,
    officeCredit,
  ]
}

/** https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/ */
export const parliamentCredits: readonly string[] = [
  'Contains Parliamentary information licensed under the Open Parliament Licence v3.0',
]
