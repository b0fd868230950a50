import type { Bloc, DocumentTexte } from '#platform/documents/docx.ts'
import type { Jour } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { LIBELLES_STATUT } from '../domain/cycle-schema.ts'
import { clausesLues, ORDRE_DES_SECTIONS, SECTIONS } from '../domain/sections.ts'
import { direAvis, direGenre, direPeriode } from './dire.ts'
import type { AdoptionLue, SchemaLu } from './schemas.repository.ts'

/** True when the document is the text that members adopted: otherwise it says on each page that it is a draft. */
const estAdopte = ({ statut }: SchemaLu): boolean =>
  ['signe', 'transmis', 'en_vigueur', 'remplace', 'expire'].includes(statut)

const piedDe = (schema: SchemaLu, aujourdhui: Jour): string =>
  `${estAdopte(schema) ? direGenre(schema) : 'PROJET, sans valeur avant son adoption'} · ${LIBELLES_STATUT[schema.statut].toLowerCase()} · établi le ${date(aujourdhui)}`

const partiesDe = (schema: SchemaLu) =>
  ORDRE_DES_SECTIONS.map((section) => ({
    titre: SECTIONS[section].libelle,
    obligatoire: SECTIONS[section].obligatoire,
    clauses: clausesLues(schema.clauses).filter((clause) => clause.section === section),
  })).filter(({ obligatoire, clauses }) => obligatoire || clauses.length > 0)

const ligneDAdoption = (a: AdoptionLue) => ({
  membre: a.libelle,
  avis: direAvis(a.avis),
  acte: [
    a.numeroActe && `n° ${a.numeroActe}`,
    a.dateActe && `du ${date(a.dateActe)}`,
    a.signeLe && `signé le ${date(a.signeLe)}`,
  ]
    .filter(Boolean)
    .join(', '),
})

/** What the PDF shows: the text, part by part, then who adopted it. */
export const donneesPdf = (schema: SchemaLu, cooperation: string, aujourdhui: Jour) => ({
  titre: schema.titre,
  'titre-court': direGenre(schema),
  'sous-titre': direPeriode(schema),
  cooperation,
  pied: piedDe(schema, aujourdhui),
  projet: !estAdopte(schema),
  sections: partiesDe(schema).map(({ titre, clauses }) => ({
    titre,
    clauses: clauses.map((clause) => ({ titre: clause.titre, texte: clause.texte })),
  })),
  adoptions: schema.adoptions.map(ligneDAdoption),
})

/** The same text for a word processor. */
export function composerDocx(schema: SchemaLu, cooperation: string, aujourdhui: Jour): DocumentTexte {
  const blocs: Bloc[] = [
    { genre: 'titre', texte: schema.titre },
    { genre: 'paragraphe', texte: `${cooperation} · ${direPeriode(schema)}` },
  ]
  if (!estAdopte(schema))
    blocs.push({ genre: 'paragraphe', texte: 'Projet, sans valeur avant son adoption.', gras: true })
  for (const { titre, clauses } of partiesDe(schema)) {
    blocs.push({ genre: 'sous-titre', texte: titre })
    if (clauses.length === 0) blocs.push({ genre: 'paragraphe', texte: 'À rédiger.' })
    for (const clause of clauses) {
      blocs.push({ genre: 'paragraphe', texte: clause.titre, gras: true })
      for (const paragraphe of clause.texte.split(/\n{2,}/))
        blocs.push({ genre: 'paragraphe', texte: paragraphe })
    }
  }
  if (schema.adoptions.length > 0) blocs.push({ genre: 'sous-titre', texte: 'Délibérations des membres' })
  for (const { membre, avis, acte } of schema.adoptions.map(ligneDAdoption))
    blocs.push({ genre: 'liste', texte: [`${membre} : ${avis}`, acte].filter(Boolean).join(', ') })
  return { titre: schema.titre, pied: piedDe(schema, aujourdhui), auteur: cooperation, blocs }
}
