import { z } from 'zod'
import {
  choisi,
  entierFacultatif,
  jourDemande,
  montantFacultatif,
  texteDemande,
  version,
} from '#platform/http/champs.ts'
import { estId } from '#shared/ids.ts'

/** « 33,34 » as ten-thousandths of the whole; null when nothing is typed. */
const pourcentage = z
  .string()
  .default('')
  .transform((texte, contexte) => {
    const net = texte.replaceAll(/[\s\u00a0\u202f%]/g, '').replace('.', ',')
    if (net === '') return null
    const lu = /^(\d{1,3})(?:,(\d{1,2}))?$/.exec(net)
    const valeur = lu ? Number(lu[1]) * 100 + Number((lu[2] ?? '').padEnd(2, '0')) : Number.NaN
    if (valeur >= 0 && valeur <= 10000) return valeur
    contexte.addIssue({ code: 'custom', message: 'Indiquez un pourcentage de 0 à 100, comme 33,34.' })
    return z.NEVER
  })
const part = pourcentage.transform((lu) => lu ?? 0)
export const FormulaireCle = z
  .object({
    decisionId: choisi('Choisissez la décision qui fixe la clé.'),
    egale: part,
    agents: part,
    masse: part,
    libre: part,
    plafond: pourcentage.transform((lu) => lu || null),
    geste: z.enum(['fixer', 'essayer'], 'Choisissez d’essayer ou de fixer.').default('fixer'),
    version,
  })
  .catchall(z.unknown())
  .transform((lu, contexte) => {
    const { decisionId, egale, agents, masse, libre, plafond, geste, version: numero, ...reste } = lu
    const libres: Record<string, number> = {}
    for (const [nom, valeur] of Object.entries(reste)) {
      const organismeId = nom.startsWith('libre-') ? nom.slice('libre-'.length) : ''
      if (!estId(organismeId)) continue
      const lue = pourcentage.safeParse(valeur)
      if (lue.success) libres[organismeId] = lue.data ?? 0
      else contexte.addIssue({ code: 'custom', path: [nom], message: lue.error.issues[0]!.message })
    }
    return { geste, cle: { decisionId, egale, agents, masse, libre, plafond, libres, numero } }
  })
export const FormulaireBase = z.object({
  agents: entierFacultatif(0, 10000000, 'Indiquez un nombre entier d’agents.'),
  masse: montantFacultatif,
  au: jourDemande('Indiquez le jour où ces nombres ont été constatés.'),
  source: texteDemande(3, 300, 'Dites d’où viennent ces nombres.'),
  version,
})
