import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte/carte.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { ChiffreCle, ChiffresCles, Section } from '#ui/textes.tsx'
import { participe } from '../domain/droits.ts'
import { assureDesAgents } from '../domain/operation.ts'
import { consultationOuverte } from '../domain/reponse.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { cadreDeLOperation, TeteDeLOperation } from '../vues.tsx'
import type { EmployeurLu, LigneEntonnoir } from './employeurs.queries.ts'
import { type FiltreChoisi, UnParUn } from './employeurs-liste.tsx'

export type PropsEmployeurs = {
  readonly operation: OperationLue
  readonly entonnoir: readonly LigneEntonnoir[]
  readonly employeurs: readonly EmployeurLu[]
  readonly total: number
  readonly filtre: FiltreChoisi
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  readonly alerte?: string
  readonly statut?: number
}

/** Where the employers of a purchase stand: the funnel, by département, then one by one. */
export function pageEmployeurs(p: PropsEmployeurs): ContenuDePage {
  const { operation, acteur, aujourdhui, entonnoir } = p
  const ouverte = consultationOuverte(operation, aujourdhui).ok
  const lie = participe(acteur, operation.decision)
  const aLui = entonnoir.filter(({ centreId }) => centreId === acteur.organismeId)
  const total = sommer(entonnoir)
  return {
    titre: `Employeurs : ${operation.titre}`,
    h1: direAvancement(total),
    ...cadreDeLOperation(operation, p.statut),
    chapeau: (
      <p>
        {operation.reponsesJusquau
          ? `${ouverte ? 'Réponses jusqu’au' : 'Consultation close le'} ${date(operation.reponsesJusquau)}. `
          : 'La consultation n’est pas ouverte. '}
        {lie
          ? `${acteur.libelle} écrit à ses employeurs, et à eux seuls.`
          : `${acteur.libelle} n’est pas lié par cette décision : il lit, et n’écrit à personne.`}
      </p>
    ),
    actions: ouverte && lie && (
      <>
        <Bouton href={`/achats/${operation.id}/reunions`} icone="agenda">
          Réunions d’information
        </Bouton>
        {aLui.length > 0 && (
          <BoutonPost action={`/achats/${operation.id}/employeurs/relancer`} icone="courriel">
            Relancer les silencieux
          </BoutonPost>
        )}
        <BoutonPost action={`/achats/${operation.id}/employeurs/inviter`} icone="envoyer" variante="primaire">
          Inviter nos employeurs
        </BoutonPost>
      </>
    ),
    contenu: (
      <>
        <TeteDeLOperation operation={operation} courante="employeurs" alerte={p.alerte} />
        {entonnoir.length > 0 && <Entonnoir total={total} />}
        {entonnoir.length > 0 && <ParDepartement {...p} />}
        <UnParUn {...p} />
      </>
    ),
  }
}

const CLES = ['cibles', 'invites', 'commences', 'reponses', 'mandats', 'recenses', 'agents'] as const
type Total = Readonly<Record<(typeof CLES)[number], number>>
const sommer = (lignes: readonly LigneEntonnoir[]): Total =>
  Object.fromEntries(
    CLES.map((cle) => [cle, lignes.reduce((somme, ligne) => somme + ligne[cle], 0)]),
  ) as unknown as Total

const direAvancement = ({ cibles, reponses }: Total): string =>
  cibles === 0
    ? 'Aucun employeur n’est encore consulté'
    : reponses === cibles
      ? `Les ${nombre(cibles)} employeurs consultés ont répondu`
      : `${compte(cibles - reponses, 'employeur n’a pas répondu', 'employeurs n’ont pas répondu')}, sur ${nombre(cibles)}`

const enPart = (n: number, total: number): string =>
  `${nombre(total === 0 ? 0 : Math.round((100 * n) / total))} %`

const Entonnoir = ({ total }: { readonly total: Total }) => (
  <ChiffresCles>
    <ChiffreCle valeur={nombre(total.invites)} sur={`sur ${nombre(total.cibles)}`} libelle="invités" />
    <ChiffreCle
      valeur={nombre(total.commences)}
      libelle="ont commencé"
      detail={enPart(total.commences, total.cibles)}
    />
    <ChiffreCle
      valeur={nombre(total.reponses)}
      libelle="ont répondu"
      detail={enPart(total.reponses, total.cibles)}
    />
    <ChiffreCle
      valeur={nombre(total.mandats)}
      libelle="ont donné mandat"
      detail={enPart(total.mandats, total.cibles)}
    />
  </ChiffresCles>
)

function ParDepartement({ entonnoir, operation }: PropsEmployeurs) {
  const codes = [...new Set(entonnoir.flatMap(({ departement }) => departement ?? []))]
  const part = (code: string): number => {
    const { cibles, reponses } = sommer(entonnoir.filter(({ departement }) => departement === code))
    return Math.round((100 * reponses) / cibles)
  }
  const total = sommer(entonnoir)
  return (
    <Section titre="Par département" detail={`${enPart(total.reponses, total.cibles)} de réponses en tout`}>
      <Carte
        conclusion={`Part des employeurs qui ont répondu : ${codes.map((code) => `${code}, ${part(code)} %`).join(' ; ')}.`}
        titre="Part des employeurs qui ont répondu, par département"
        libelle="Employeurs qui ont répondu"
        bornes={[25, 50, 75, 95]}
        formater={(valeur) => `${nombre(valeur)} %`}
        departements={codes.map((code) => ({ code, valeur: part(code) }))}
      />
      <Tableau
        titre="Avancement par Centre de gestion"
        lignes={entonnoir}
        cleDe={({ centreId, departement }) => `${centreId}${departement}`}
        colonnes={[
          {
            cle: 'centre',
            titre: 'Centre de gestion',
            entete: true,
            contenu: ({ centre, centreId }) => (
              <a href={`/achats/${operation.id}/employeurs?centre=${centreId}`}>{centre}</a>
            ),
            total: 'Ensemble',
          },
          ...(
            [
              ['cibles', 'Consultés'],
              ['invites', 'Invités'],
              ['commences', 'Ont commencé'],
              ['reponses', 'Ont répondu'],
              ['mandats', 'Mandats'],
              ...(assureDesAgents(operation.objet) ? ([['recenses', 'Recensements']] as const) : []),
              ['agents', 'Agents déclarés'],
            ] as const
          ).map(([cle, titre]) => ({
            cle,
            titre,
            nombre: true,
            contenu: (ligne: LigneEntonnoir) => nombre(ligne[cle]),
            total: nombre(total[cle]),
          })),
        ]}
      />
    </Section>
  )
}
