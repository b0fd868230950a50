import type { ConventionAEcheance } from '#modules/schema'
import type { Jour } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Liste } from '#ui/liste.tsx'
import { Section } from '#ui/textes.tsx'
import type { SujetEnListe } from '../seances.queries.ts'

/** « expirée depuis le 12 mars 2027 », « à dénoncer avant le 3 mai 2027, finit le 3 novembre 2027 ». */
export function direEcheance({ fin, limite, situation }: ConventionAEcheance, aujourdhui: Jour): string {
  if (fin === null) return ''
  if (fin < aujourdhui) return `expirée depuis le ${date(fin)}`
  if (limite !== null && limite >= aujourdhui)
    return `à dénoncer avant le ${date(limite)}, finit le ${date(fin)}`
  return situation === 'a_renouveler' ? `finit le ${date(fin)}, préavis passé` : `finit le ${date(fin)}`
}

/** The question that a convention puts to a séance. */
export const questionDe = ({ titre }: Pick<ConventionAEcheance, 'titre'>): string =>
  `Renouveler « ${titre} » ?`.slice(0, 300)

/** What waits for a séance: decisions to take and conventions about to end. Each enters the agenda in one click, or opens to be adapted first. */
export function AReprendre({
  seanceId,
  sujets,
  conventions,
  aujourdhui,
}: {
  readonly seanceId: string
  readonly sujets: readonly SujetEnListe[]
  readonly conventions: readonly ConventionAEcheance[]
  readonly aujourdhui: Jour
}) {
  const base = `/seances/${seanceId}`
  const lignes = [
    ...sujets.map(({ id, question, par, echeance }) => ({
      nom: 'sujet',
      id,
      titre: question,
      detail: `proposé par ${par}${echeance ? `, à décider avant le ${date(echeance)}` : ''}`,
    })),
    ...conventions
      .filter(({ inscrite }) => !inscrite)
      .map((convention) => ({
        nom: 'convention',
        id: convention.id,
        titre: convention.titre,
        detail: `convention ${direEcheance(convention, aujourdhui)}`,
      })),
  ]
  if (lignes.length === 0) return null
  return (
    <Section
      titre="À reprendre"
      id="a-reprendre"
      detail="décisions à prendre et conventions qui arrivent à échéance"
    >
      <Liste
        lignes={lignes.map(({ nom, id, titre, detail }) => ({
          cle: id,
          titre,
          detail,
          fin: (
            <>
              <a href={`${base}/points/nouveau?${nom}=${id}`}>
                Adapter<span className="vh"> « {titre} »</span>
              </a>
              <BoutonPost action={`${base}/points/repris`} champs={{ [nom]: id }} icone="ajouter" petit>
                Inscrire<span className="vh"> « {titre} »</span>
              </BoutonPost>
            </>
          ),
        }))}
      />
    </Section>
  )
}
