import { type DocumentTexte, rendreDocx } from '#platform/documents/docx.ts'
import type { Jour } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import type { EmployeurLu } from './employeurs.queries.ts'

/** The model of a mandate, filled with what is known: the employer completes the number, the date and signs. */
export const modeleDeMandat = (
  operation: OperationLue,
  employeur: EmployeurLu,
  jour: Jour,
): Promise<Buffer> => rendreDocx(ecrire(operation, employeur, jour))

const paragraphe = (texte: string) => ({ genre: 'paragraphe', texte }) as const

const ecrire = (operation: OperationLue, employeur: EmployeurLu, jour: Jour): DocumentTexte => ({
  titre: `Mandat ${deNom(employeur.nom)}`,
  auteur: employeur.centre,
  pied: `Modèle de mandat, ${operation.titre}, établi le ${date(jour)}`,
  blocs: [
    { genre: 'titre', texte: 'Mandat donné au Centre de gestion' },
    paragraphe(`Acte n° ……………… du ………………`),
    paragraphe(`Vu le code général de la fonction publique, notamment ses articles L. 452-11 et L. 827-7,`),
    paragraphe(
      `Vu la décision ${operation.decision.numero} du ${date(operation.decision.adopteeLe)}, « ${operation.decision.titre} »,`,
    ),
    { genre: 'sous-titre', texte: 'Article 1. Objet' },
    paragraphe(
      `${employeur.nom}${employeur.siret ? ` (${employeur.siret})` : ''} donne mandat à ${employeur.centre} pour consulter en son nom, avec les autres membres de la coopération, en vue de l’achat suivant : ${operation.titre}, à partir du ${date(operation.debutLe)}.`,
    ),
    { genre: 'sous-titre', texte: 'Article 2. Ce que le mandat n’engage pas' },
    paragraphe(
      'Le mandat n’oblige pas à adhérer. L’assemblée se prononce, au vu des prix et des garanties, avant toute adhésion.',
    ),
    { genre: 'sous-titre', texte: 'Article 3. Données transmises' },
    paragraphe(
      'L’employeur transmet les données nécessaires sous pseudonyme, sans nom, sans adresse et sans information de santé.',
    ),
    { genre: 'espace' },
    paragraphe('Fait à ………………, le ………………'),
    paragraphe('L’autorité territoriale'),
  ],
})
