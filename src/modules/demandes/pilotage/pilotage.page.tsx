import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { compte, nombre } from '#shared/typographie.ts'
import { ChiffreCle, ChiffresCles } from '#ui/chiffres-cles.tsx'
import { Onglets } from '#ui/onglets.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { TypeLu } from '../catalogue/catalogue.queries.ts'
import { enJours } from '../domain/horloges.ts'
import { type Mesure, RECUL } from '../domain/mesures.ts'
import { CODES_ETAPES, comparer, ETAPES, partDe } from '../domain/satisfaction.ts'
import { direPart, EVOLUTIONS, SATISFACTION } from '../satisfaction/satisfaction.page.tsx'
import type { MesureDeVague, SuiteLue } from '../satisfaction/satisfaction.queries.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import { type Cellule, mesureDeLaCellule, type Periode } from './pilotage.queries.ts'

export const PILOTAGE = '/demandes/pilotage'
/** Lengths of the window, in days: the one of published delays first, then a year. */
export const FENETRES = [90, 30, 365] as const
const PAS_DE_RECUL = 'pas assez de recul'
const UN = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

type Props = {
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly jours: number
  /** All the centres together, or one's own. */
  readonly tous: boolean
  readonly cellules: Readonly<Record<Periode, readonly Cellule[]>>
  readonly types: readonly TypeLu[]
  readonly mesures: readonly MesureDeVague[]
  readonly suites: readonly SuiteLue[]
}

/** Where a figure leads: the files it counts. A centre opens its own; those of the others are not its to read. */
function listesDe({ maintenant, jours, tous }: Props) {
  const depuis = ajouterJours(jourDe(maintenant), -jours)
  return (vue: string, type?: string): string | undefined =>
    tous
      ? undefined
      : `${RUBRIQUE}?${new URLSearchParams({ vue, ...(vue !== 'guichet' && { depuis }), ...(type && { type }) })}`
}

const jours1 = (duree: number): string => UN.format(enJours(duree))
const dire = (mesure: Mesure | null, valeur: (m: Mesure) => string): string =>
  mesure ? valeur(mesure) : PAS_DE_RECUL
const pourCent = ({ nouvelles, recues }: Cellule): string =>
  recues < RECUL ? PAS_DE_RECUL : UN.format((100 * nouvelles) / recues)

const VIDE: Cellule = {
  guichetId: null,
  typeId: null,
  recues: 0,
  nouvelles: 0,
  finies: 0,
  ouvertes: 0,
  comptees: 0,
  mediane: null,
  p90: null,
  dansLaCible: 0,
}

export function pagePilotage(props: Props): ContenuDePage {
  const { acteur, jours, tous, cellules } = props
  const guichet = tous ? null : acteur.organismeId
  const total = (periode: Periode) =>
    cellules[periode].find(({ guichetId, typeId }) => guichetId === guichet && typeId === null) ?? VIDE
  const ici = total('maintenant')
  const mesure = mesureDeLaCellule(ici)
  const liste = listesDe(props)
  const lien = (vue: string) => {
    const href = liste(vue)
    return href ? { href } : {}
  }
  const adresse = (autres: { jours?: number; tous?: boolean }) => {
    const p = { jours, tous, ...autres }
    return `${PILOTAGE}?${new URLSearchParams({ jours: String(p.jours), ...(p.tous && { centre: 'tous' }) })}`
  }
  return {
    titre: 'Pilotage des demandes',
    h1: mesure
      ? `${compte(ici.recues, 'demande reçue', 'demandes reçues')}, neuf sur dix répondues en ${jours1(mesure.p90)} jours ouvrés`
      : `${compte(ici.recues, 'demande reçue', 'demandes reçues')} : pas assez de recul pour dire un délai`,
    surtitre: tous ? acteur.cooperation : acteur.libelle,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Sur {jours} jours. Les délais comptent le temps passé dans les centres, en jours ouvrés de sept
        heures. Chaque chiffre mène à ses demandes ; sous {RECUL} demandes répondues, aucun délai n’est dit.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant={PILOTAGE} acteur={acteur} />
        <Onglets
          libelle="Centres et période"
          vues={[
            { libelle: acteur.libelle, href: adresse({ tous: false }), courant: !tous },
            { libelle: 'Tous les centres', href: adresse({ tous: true }), courant: tous },
            ...FENETRES.map((n) => ({
              libelle: n === 365 ? 'Un an' : `${n} jours`,
              href: adresse({ jours: n }),
              courant: n === jours,
            })),
          ]}
        />
        <ChiffresCles>
          <ChiffreCle valeur={nombre(ici.recues)} libelle="demandes reçues" {...lien('recues')} />
          <ChiffreCle valeur={nombre(ici.finies)} libelle="répondues" {...lien('repondues')} />
          <ChiffreCle valeur={nombre(ici.ouvertes)} libelle="encore ouvertes" {...lien('guichet')} />
          <ChiffreCle
            valeur={pourCent(ici)}
            libelle="demandes de nouvelles pour cent demandes"
            {...lien('nouvelles')}
          />
        </ChiffresCles>
        <ChiffresCles>
          <ChiffreCle
            valeur={dire(mesure, (m) => jours1(m.mediane))}
            libelle="jours ouvrés, la médiane"
            {...lien('repondues')}
          />
          <ChiffreCle
            valeur={dire(mesure, (m) => jours1(m.p90))}
            libelle="jours ouvrés pour neuf sur dix"
            {...lien('repondues')}
          />
          <ChiffreCle
            valeur={dire(mesure, (m) => `${Math.round(100 * m.dansLaCible)} %`)}
            libelle="dans le délai annoncé"
            {...lien('dansledelai')}
          />
          <ChiffreCle
            valeur={dire(mesure, (m) => `${Math.round(100 * (1 - m.dansLaCible))} %`)}
            libelle="hors délai"
            {...lien('horsdelai')}
          />
        </ChiffresCles>
        <AvantApres avant={total('avant')} apres={total('apres')} jours={jours} />
        <ParGenre {...props} guichet={guichet} />
        <Satisfaction {...props} />
      </>
    ),
  }
}

/** The same figures over two windows of one length: of answered files alone, or the past would look better than it was. */
function AvantApres({
  avant,
  apres,
  jours,
}: {
  readonly avant: Cellule
  readonly apres: Cellule
  readonly jours: number
}) {
  const lignes: readonly [string, (c: Cellule) => string][] = [
    ['Demandes reçues', (c) => nombre(c.recues)],
    ['Demandes répondues', (c) => nombre(c.finies)],
    ['Médiane, en jours ouvrés', (c) => dire(mesureDeLaCellule(c), (m) => jours1(m.mediane))],
    ['Neuf sur dix, en jours ouvrés', (c) => dire(mesureDeLaCellule(c), (m) => jours1(m.p90))],
    [
      'Dans le délai annoncé',
      (c) => dire(mesureDeLaCellule(c), (m) => `${Math.round(100 * m.dansLaCible)} %`),
    ],
    ['Demandes de nouvelles pour cent demandes', pourCent],
  ]
  return (
    <Section titre="Avant, après" detail="Demandes répondues seules, pour comparer le comparable" filet>
      <Tableau
        titre="Deux périodes de même longueur"
        lignes={lignes}
        cleDe={([nom]) => nom}
        colonnes={[
          { cle: 'nom', titre: 'Chiffre', entete: true, contenu: ([nom]) => nom },
          {
            cle: 'avant',
            titre: `Les ${jours} jours d’avant`,
            nombre: true,
            contenu: ([, lire]) => lire(avant),
          },
          {
            cle: 'apres',
            titre: `Les ${jours} derniers jours`,
            nombre: true,
            contenu: ([, lire]) => lire(apres),
          },
        ]}
      />
    </Section>
  )
}

function ParGenre(props: Props & { readonly guichet: string | null }) {
  const { cellules, types, guichet } = props
  const liste = listesDe(props)
  const lignes = types.flatMap((type) => {
    const cellule = cellules.maintenant.find(
      ({ guichetId, typeId }) => guichetId === guichet && typeId === type.id,
    )
    return cellule ? [{ type, cellule, mesure: mesureDeLaCellule(cellule) }] : []
  })
  const lie = (vue: string, type: string, texte: string) => {
    const href = liste(vue, type)
    return href ? <a href={href}>{texte}</a> : texte
  }
  return (
    <Section titre="Par genre de demande" filet>
      <Tableau
        titre="Volumes et délais par genre de demande"
        lignes={lignes}
        cleDe={({ type }) => type.id}
        vide={<Vide titre="Aucune demande">Rien n’a été reçu sur cette période.</Vide>}
        colonnes={[
          {
            cle: 'genre',
            titre: 'Demande',
            entete: true,
            contenu: ({ type }) => `${type.theme} : ${type.libelle}`,
          },
          {
            cle: 'recues',
            titre: 'Reçues',
            nombre: true,
            contenu: ({ type, cellule }) => lie('recues', type.id, nombre(cellule.recues)),
          },
          {
            cle: 'finies',
            titre: 'Répondues',
            nombre: true,
            contenu: ({ type, cellule }) => lie('repondues', type.id, nombre(cellule.finies)),
          },
          {
            cle: 'ouvertes',
            titre: 'Ouvertes',
            nombre: true,
            contenu: ({ type, cellule }) => lie('guichet', type.id, nombre(cellule.ouvertes)),
          },
          {
            cle: 'mediane',
            titre: 'Médiane (jours)',
            nombre: true,
            contenu: ({ mesure }) => dire(mesure, (m) => jours1(m.mediane)),
          },
          {
            cle: 'p90',
            titre: 'Neuf sur dix (jours)',
            nombre: true,
            contenu: ({ mesure }) => dire(mesure, (m) => jours1(m.p90)),
          },
          {
            cle: 'cible',
            titre: 'Dans le délai',
            nombre: true,
            contenu: ({ type, mesure }) =>
              mesure
                ? lie('dansledelai', type.id, `${Math.round(100 * mesure.dansLaCible)} %`)
                : PAS_DE_RECUL,
          },
        ]}
      />
    </Section>
  )
}

function Satisfaction({ mesures, suites }: Props) {
  const vagues = mesures.filter(({ id }) => id !== null)
  const [derniere, precedente, micro] = [vagues.at(-1), vagues.at(-2), mesures.at(-1)]
  const part = (mesure: MesureDeVague | undefined, etape: (typeof CODES_ETAPES)[number]) => {
    const c = mesure?.comptes.get(etape)
    return c ? partDe(c) : null
  }
  return (
    <>
      <Section
        titre="Satisfaction"
        detail="Part des insatisfaits, de tous les centres"
        actions={<a href={SATISFACTION}>Étape par étape</a>}
        filet
      >
        <Tableau
          titre="Insatisfaits par étape"
          lignes={CODES_ETAPES}
          cleDe={(etape) => etape}
          colonnes={[
            { cle: 'etape', titre: 'Étape', entete: true, contenu: (etape) => ETAPES[etape] },
            {
              cle: 'avant',
              titre: precedente?.libelle ?? 'Avant',
              nombre: true,
              contenu: (etape) => direPart(part(precedente, etape)),
            },
            {
              cle: 'apres',
              titre: derniere?.libelle ?? 'Dernière vague',
              nombre: true,
              contenu: (etape) => direPart(part(derniere, etape)),
            },
            {
              cle: 'micro',
              titre: micro?.libelle ?? 'Après clôture',
              nombre: true,
              contenu: (etape) => direPart(part(micro, etape)),
            },
            {
              cle: 'evolution',
              titre: 'Entre les deux vagues',
              contenu: (etape) => {
                const [a, b] = [part(precedente, etape), part(derniere, etape)]
                return a && b ? EVOLUTIONS[comparer(a, b)] : ''
              },
            },
          ]}
        />
      </Section>
      <Section titre="Vous l’avez dit, nous l’avons fait" filet>
        {suites.length === 0 ? (
          <Vide titre="Rien encore">
            Ce qui est fait de ce qui est dit s’écrit sur la <a href={SATISFACTION}>page Satisfaction</a>.
          </Vide>
        ) : (
          <ul className="liste-simple">
            {suites.map(({ id, entendu, fait, centre }) => (
              <li key={id}>
                <p>« {entendu} »</p>
                <p className="detail">
                  {fait} ({centre})
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
