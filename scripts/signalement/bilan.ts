// The annual report (CST, F3SCT, assembly): published counts only, three years together where one would name somebody.
import { writeFile } from 'node:fs/promises'
import pg from 'pg'
import { type Bloc, rendreDocx } from '../../src/platform/documents/docx.ts'
import { NOM_DU_MOTIF } from '../../src/signalement/domain/instruction.ts'
import { IDENTITES, libelleDe, NATURES, QUALITES } from '../../src/signalement/domain/listes.ts'
import { type Fiche, K, publier } from '../../src/signalement/domain/statistiques.ts'

const RUBRIQUES: readonly Readonly<{ cle: keyof Fiche; titre: string; dire: (v: string) => string }>[] = [
  { cle: 'nature', titre: 'Nature des faits', dire: (v) => libelleDe(NATURES, v) },
  { cle: 'qualite', titre: 'Qui signale', dire: (v) => libelleDe(QUALITES, v) },
  { cle: 'identite', titre: 'Identité dite', dire: (v) => libelleDe(IDENTITES, v) },
  { cle: 'canal', titre: 'Canal', dire: (v) => v },
  { cle: 'strate', titre: 'Taille de l’employeur', dire: (v) => v },
  { cle: 'recevable', titre: 'Recevable', dire: (v) => v },
  { cle: 'mesures', titre: 'Mesure de protection', dire: (v) => v },
  { cle: 'enquete', titre: 'Enquête administrative', dire: (v) => v },
  { cle: 'issue', titre: 'Issue', dire: (v) => NOM_DU_MOTIF[v as keyof typeof NOM_DU_MOTIF] ?? v },
  { cle: 'delaiAR', titre: 'Accusé de réception en sept jours ouvrés', dire: (v) => v },
  { cle: 'delaiRetour', titre: 'Retour en trois mois', dire: (v) => v },
]

/** Writes the report of a year. Under five closed cases the three last years are counted together; under five still, nothing is. Returns the exit code. */
export async function ecrireBilan(
  organisme: string,
  annee: number,
  sortie: string,
  url: string,
): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let fiches: Fiche[]
  try {
    await client.query("select set_config('app.organisme', $1, false)", [organisme])
    const { rows } = await client.query<{ fiche: Fiche }>(
      'select fiche from statistique where annee between $1 and $2',
      [annee - 2, annee],
    )
    fiches = rows.map(({ fiche }) => fiche)
  } finally {
    await client.end()
  }
  const seule = fiches.filter((fiche) => fiche.annee === annee)
  const retenues = seule.length >= K ? seule : fiches
  const periode = seule.length >= K ? `année ${annee}` : `années ${annee - 2} à ${annee}, comptées ensemble`
  const blocs: Bloc[] = [
    { genre: 'titre', texte: `Bilan du dispositif de signalement, ${periode}` },
    {
      genre: 'paragraphe',
      texte:
        retenues.length < K
          ? `Moins de ${K} dossiers ont été clos sur trois ans : aucun chiffre n’est publié, il pourrait désigner quelqu’un.`
          : `${publier(retenues, 'qualite').total ?? `Moins de ${K}`} dossiers clos. Une case de moins de ${K} n’est jamais publiée, et une seconde avec elle si le total la rendait.`,
    },
    ...(retenues.length < K
      ? []
      : RUBRIQUES.flatMap(({ cle, titre, dire }): Bloc[] => [
          { genre: 'sous-titre', texte: titre },
          {
            genre: 'tableau',
            entetes: [titre, 'Dossiers'],
            lignes: publier(retenues, cle).cases.map(({ valeur, nombre }) => [
              dire(valeur),
              nombre === null ? 'non publié' : String(nombre),
            ]),
          },
        ])),
  ]
  await writeFile(
    sortie,
    await rendreDocx({
      titre: `Bilan ${annee}`,
      pied: `Bilan ${annee}, ${organisme}`,
      auteur: organisme,
      blocs,
    }),
  )
  console.log(
    `Bilan ${annee} écrit : ${sortie} (${retenues.length < K ? 'aucun chiffre publiable' : periode}).`,
  )
  return 0
}
