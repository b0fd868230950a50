import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { compte, nombre } from '#shared/typographie.ts'
import { ChiffreCle, ChiffresCles } from '#ui/parties/chiffres-cles.tsx'
import { Onglets } from '#ui/parties/onglets.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import type { TypeLu } from '../catalogue/catalogue.queries.ts'
import { RECUL } from '../domain/mesures.ts'
import type { MesureDeVague, SuiteLue } from '../satisfaction/satisfaction.queries.ts'
import { jours as joursOuvres } from '../temps.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import { dire, type Fenetre, listesDe, PAS_DE_RECUL, UN } from './dire.ts'
import { ParGenre } from './par-genre.tsx'
import { type Cellule, mesureDeLaCellule, type Periode } from './pilotage.queries.ts'
import { SatisfactionEtSuites } from './satisfaction-et-suites.tsx'

export const PILOTAGE = '/demandes/pilotage'
/** Lengths of the window, in days: the one of published delays first, then a year. */
export const FENETRES = [90, 30, 365] as const

type Props = Fenetre & {
  readonly acteur: Acteur
  readonly cellules: Readonly<Record<Periode, readonly Cellule[]>>
  readonly types: readonly TypeLu[]
  readonly mesures: readonly MesureDeVague[]
  readonly suites: readonly SuiteLue[]
}

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
      ? `${compte(ici.recues, 'demande reçue', 'demandes reçues')}, neuf sur dix répondues en ${joursOuvres(mesure.p90)} jours ouvrés`
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
            valeur={dire(mesure, (m) => joursOuvres(m.mediane))}
            libelle="jours ouvrés, la médiane"
            {...lien('repondues')}
          />
          <ChiffreCle
            valeur={dire(mesure, (m) => joursOuvres(m.p90))}
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
        <ParGenre {...props} cellules={cellules.maintenant} guichet={guichet} />
        <SatisfactionEtSuites {...props} />
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
    ['Médiane, en jours ouvrés', (c) => dire(mesureDeLaCellule(c), (m) => joursOuvres(m.mediane))],
    ['Neuf sur dix, en jours ouvrés', (c) => dire(mesureDeLaCellule(c), (m) => joursOuvres(m.p90))],
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
