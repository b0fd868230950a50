import { sql } from 'kysely'
import { CATALOGUE_INITIAL } from '../../src/modules/demandes/catalogue/catalogue-initial.ts'
import { installerCatalogue } from '../../src/modules/demandes/catalogue/installer.ts'
import type { Base, Tx } from '../../src/platform/base/base.ts'
import { ajouterJours, jourDe } from '../../src/shared/dates.ts'
import { idStable } from '../../src/shared/ids.ts'
import { ajouterJoursOuvres } from '../../src/shared/jours-ouvres.ts'
import { MODELES } from '../donnees/demandes.ts'
import type { Scene } from '../installer.ts'
import { raconterEchos } from './demandes-echos.ts'
import { type Commune, type Gens, raconterDemandes } from './demandes-racontees.ts'

const CENTRES = ['cdg44', 'cdg53'] as const
const COMMUNES_PAR_CENTRE = 30

const personne = (cle: string) => idStable(`personne:demandes:${cle}`)

/** People who treat requests. Those whose address ends in demonstration.invalid can be entered as. */
const GENS = [
  [
    'cdg44',
    'statutaire',
    'Gestion statutaire, CDG 44',
    'gestion-statutaire.cdg44@demonstration.invalid',
    'gestion_demandes',
  ],
  [
    'cdg44',
    'carrieres',
    'Gestion carrières et retraite, CDG 44',
    'gestion-carrieres.cdg44@exemple.invalid',
    'gestion_demandes',
  ],
  [
    'cdg44',
    'sante',
    'Gestion santé et prévention, CDG 44',
    'gestion-sante.cdg44@exemple.invalid',
    'gestion_demandes',
  ],
  ['cdg44', 'emploi', 'Gestion emploi, CDG 44', 'gestion-emploi.cdg44@exemple.invalid', 'gestion_demandes'],
  [
    'cdg53',
    'carrieres',
    'Gestion carrières, CDG 53',
    'gestion-demandes.cdg53@demonstration.invalid',
    'gestion_demandes',
  ],
  ['cdg53', 'sante', 'Gestion santé, CDG 53', 'gestion-sante.cdg53@exemple.invalid', 'gestion_demandes'],
] as const

/** Three months of requests of sixty communes to two centres, and the people who ask and treat them. Everything asked is fictif. */
export async function histoireDemandes(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const debut = ajouterJours(jourDe(maintenant), -400)
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    const communes = await choisirCommunes(tx, scene)
    await installerGens(tx, scene, communes, debut)
    const types = await installerCatalogue(
      tx,
      scene.cooperationId,
      scene.coordination.nom,
      new Date(+maintenant - 120 * 86_400_000),
      (code) => idStable(`demande-type:pdl:${code}`),
    )
    const ferme = ajouterJoursOuvres(ajouterJours(jourDe(maintenant), -48), 0)
    await adapter(tx, scene, types, ferme, maintenant)
    const gens: Gens = Object.fromEntries(
      CENTRES.map((centre) => [
        scene.organismes[centre]!,
        GENS.filter(([code]) => code === centre).map(([code, cle, nom]) => ({
          id: personne(`${code}:${cle}`),
          nom,
        })),
      ]),
    )
    await raconterDemandes(tx, {
      scene,
      communes,
      // Types that came after the story was told: nobody asked for them yet.
      types: CATALOGUE_INITIAL.filter(({ code }) => !['formation', 'tableau_effectifs'].includes(code)).map(
        (t) => ({ ...t, id: types.get(t.code)! }),
      ),
      gens,
      maintenant,
      fermetures: {
        [scene.organismes['cdg53']!]: new Set(Array.from({ length: 14 }, (_, n) => ajouterJours(ferme, n))),
      },
    })
    await raconterEchos(tx, scene, maintenant)
  })
}

/** Communes already affiliated first: the secretary of three of them is there. */
async function choisirCommunes(tx: Tx, scene: Scene): Promise<Commune[]> {
  const communes: Commune[] = []
  for (const centre of CENTRES) {
    const { rows } = await sql<{ id: string; nom: string }>`
      select o.id, o.nom from organisme o
      left join affiliation a on a.organisme_id = o.id and a.centre_id = ${scene.organismes[centre]!}
      where o.type = 'commune' and o.departement_code = ${centre.slice(3)} and o.fusionne_dans is null
      order by (a.id is null), case when a.id is null then o.population end desc nulls last, o.code_insee limit ${COMMUNES_PAR_CENTRE}`.execute(
      tx,
    )
    for (const [rang, { id, nom }] of rows.entries())
      communes.push({
        id,
        nom,
        centreId: scene.organismes[centre]!,
        centre: `CDG ${centre.slice(3)}`,
        departement: centre.slice(3),
        auteur: centre === 'cdg44' && rang < 3 ? personne('secretaire:44') : personne(`secretaire:${id}`),
        partagee: rang < (centre === 'cdg44' ? 3 : 1),
      })
  }
  return communes
}

async function installerGens(tx: Tx, scene: Scene, communes: readonly Commune[], du: string): Promise<void> {
  const cooperation_id = scene.cooperationId
  const secretaires = new Map(
    communes.map(({ auteur, partagee, centre, departement, id }) => [
      auteur,
      partagee
        ? departement === '44'
          ? {
              nom: 'Secrétaire de mairie, trois communes',
              courriel: 'secretariat.partage@demonstration.invalid',
            }
          : { nom: 'Secrétaire de mairie, Mayenne', courriel: 'secretariat.mayenne@demonstration.invalid' }
        : { nom: `Secrétaire de mairie, ${centre}`, courriel: `mairie.${id.slice(-12)}@exemple.invalid` },
    ]),
  )
  await tx
    .insertInto('personne')
    .values([
      ...GENS.map(([code, cle, nom, courriel]) => ({
        cooperation_id,
        id: personne(`${code}:${cle}`),
        nom,
        courriel,
      })),
      ...[...secretaires].map(([id, { nom, courriel }]) => ({ cooperation_id, id, nom, courriel })),
    ])
    .execute()
  await tx
    .insertInto('mandat')
    .values([
      ...GENS.map(([code, cle, , , fonction]) => ({
        id: idStable(`mandat:demandes:${code}:${cle}`),
        cooperation_id,
        organisme_id: scene.organismes[code]!,
        personne_id: personne(`${code}:${cle}`),
        fonction,
        du,
      })),
      ...communes.map(({ id, auteur }) => ({
        id: idStable(`mandat:secretaire:${id}`),
        cooperation_id,
        organisme_id: id,
        personne_id: auteur,
        fonction: 'secretariat_mairie' as const,
        du,
      })),
    ])
    .execute()
}

/** What centres adapt: shorter promises, a closed fortnight, words ready; and a chef de file for the retirement theme. */
async function adapter(
  tx: Tx,
  scene: Scene,
  types: ReadonlyMap<string, string>,
  ferme: string,
  maintenant: Date,
): Promise<void> {
  const cooperation_id = scene.cooperationId
  await tx
    .updateTable('demande_type')
    .set({ chef_de_file_id: scene.organismes['cdg53']! })
    .where('theme', '=', 'Retraite')
    .where('cooperation_id', '=', cooperation_id)
    .execute()
  await tx
    .insertInto('demande_type_local')
    .values([
      {
        cooperation_id,
        type_id: types.get('conseil_simple')!,
        centre_id: scene.organismes['cdg44']!,
        reponse_jours: 4,
        consigne: 'Le mardi, un conseil par téléphone est possible de 9 h à 12 h 30.',
      },
      {
        cooperation_id,
        type_id: types.get('paie_mensuelle')!,
        centre_id: scene.organismes['cdg53']!,
        reponse_jours: 3,
        consigne: '',
      },
    ])
    .execute()
  await tx
    .insertInto('demande_fermeture')
    .values({
      id: idStable('fermeture:cdg53'),
      cooperation_id,
      centre_id: scene.organismes['cdg53']!,
      du: ferme,
      au: ajouterJours(ferme, 13),
      motif: 'Déménagement du centre (fictif)',
    })
    .execute()
  await tx
    .insertInto('demande_date')
    .values(
      CENTRES.flatMap((centre, rang) =>
        DATES.map(([genre, libelle, dansJours, depotJours]) => {
          const le = ajouterJours(jourDe(maintenant), dansJours + rang)
          return {
            id: idStable(`date-demande:${centre}:${genre}`),
            cooperation_id,
            centre_id: scene.organismes[centre]!,
            genre,
            libelle,
            le,
            depot_avant: ajouterJours(le, -depotJours),
            ecrite_le: maintenant,
            fictif: 'Date fictive',
          }
        }),
      ),
    )
    .execute()
  await tx
    .insertInto('demande_modele')
    .values(
      CENTRES.flatMap((centre) =>
        MODELES.map(([genre, titre, texte], rang) => ({
          id: idStable(`modele-demande:${centre}:${rang}`),
          cooperation_id,
          centre_id: scene.organismes[centre]!,
          genre,
          titre,
          texte,
          fictif: 'Texte fictif',
        })),
      ),
    )
    .execute()
}

/** Kind, words, days from now, days before it when files are due. */
const DATES = [
  ['conseil_medical', 'Conseil médical, formation restreinte', 26, 21],
  ['concours', 'Rédacteur principal, épreuves écrites', 75, 60],
] as const
