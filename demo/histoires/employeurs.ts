import { deposer } from '#platform/imports/deposer.ts'
import { importContacts } from '../../src/modules/annuaire/contacts/importer-contacts.ts'
import { importEmployeurs } from '../../src/modules/annuaire/employeurs/importer-employeurs.ts'
import { importMandats } from '../../src/modules/cooperation/imports/importer-mandats.ts'
import { importCalendrier } from '../../src/modules/gouvernance/calendrier/importer-reunions.ts'
import type { Base } from '../../src/platform/base/base.ts'
import type { GenreImport } from '../../src/platform/imports/genre.ts'
import { confirmer } from '../../src/platform/imports/importer.ts'
import { findImport } from '../../src/platform/imports/imports.queries.ts'
import type { Acteur } from '../../src/shared/acteur.ts'
import { ajouterMois, jourDe } from '../../src/shared/dates.ts'
import { contacts, employeurs, FICTIF } from '../donnees/employeurs.ts'
import type { Scene } from '../installer.ts'

const jamaisEnTache = (): Promise<void> => {
  throw new Error('Un fichier de la démonstration est assez petit pour être lu et écrit sur-le-champ.')
}

/** Gives a file and confirms its preview, as a person does. */
export async function jouerImport(
  base: Base,
  acteur: Acteur,
  genre: GenreImport,
  nom: string,
  rangees: readonly (readonly string[])[],
  maintenant: Date,
): Promise<void> {
  const contenu = Buffer.from(rangees.map((rangee) => rangee.join(';')).join('\r\n'))
  const depose = await deposer(base, acteur, genre, { nom, contenu }, maintenant, jamaisEnTache)
  if (!depose.ok) throw new Error(`Import refusé : ${depose.refus.code}`)
  const { id } = depose.valeur
  const apercu = await base.enTantQue(acteur, (tx) => findImport(tx, genre, id))
  const issue = await confirmer(base, acteur, genre, id, apercu?.empreinte ?? '', maintenant, jamaisEnTache)
  if (!issue.ok)
    throw new Error(`Import de démonstration : ${issue.refus.code} (${apercu?.refus ?? 'aucun avis'})`)
}

/** Employers of the centres of Pays de la Loire, from the communes of the directory; one line is refused, to show what a refusal says. */
export async function histoireEmployeurs(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  for (const [code, lignes] of Object.entries(employeurs)) {
    const communes = await base.horsPortee
      .selectFrom('organisme')
      .select(['code_insee', 'siren', 'nom'])
      .where(
        'code_insee',
        'in',
        lignes.map(([insee]) => insee),
      )
      .execute()
    const rangees = lignes.flatMap(([insee, genre, du]) => {
      const commune = communes.find(({ code_insee }) => code_insee === insee)
      return commune?.siren ? [[commune.siren, commune.nom, insee, genre, du]] : []
    })
    await jouerImport(
      base,
      scene.acteur(code, 'direction'),
      importEmployeurs,
      `employeurs-${code} (affiliations fictives).csv`,
      [
        ['SIREN', 'Nom', 'Code INSEE', 'Affiliation', 'Depuis le'],
        ...rangees,
        ['214401094', 'Commune au SIREN mal recopié (fictif)', '', 'obligatoire', '01/01/2020'],
      ],
      maintenant,
    )
    const siens = rangees
      .slice(0, 5)
      .flatMap(([siren, nom, insee]) =>
        contacts.map(([role, qui, boite]) => [
          siren!,
          nom!,
          qui,
          role,
          `${boite}.${insee}@demonstration.invalid`,
        ]),
      )
    await jouerImport(
      base,
      scene.acteur(code, 'direction'),
      importContacts,
      `contacts-${code} (fictifs).csv`,
      [['SIREN', 'Employeur', 'Nom', 'Rôle', 'Courriel'], ...siens],
      maintenant,
    )
  }
  await jouerImport(
    base,
    scene.acteur('cdg44', 'direction'),
    importMandats(async () => {}),
    'administration-cdg44 (fictif).csv',
    [
      ['Nom', 'Courriel', 'Fonction', 'Depuis le', 'Acte'],
      [
        'Administration, collège des communes (fictif)',
        'administration.cdg44@demonstration.invalid',
        'administration',
        '01/07/2026',
        'Acte de désignation (fictif)',
      ],
    ],
    maintenant,
  )
  await jouerImport(
    base,
    scene.acteur('cdg44', 'direction'),
    importCalendrier,
    'bureaux-cdg44 (fictif).csv',
    [['Organe', 'Date'], ...[2, 4, 6].map((mois) => ['Bureau', ajouterMois(jourDe(maintenant), mois)])],
    maintenant,
  )
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    await tx.updateTable('affiliation').set({ fictif: FICTIF }).execute()
  })
}
