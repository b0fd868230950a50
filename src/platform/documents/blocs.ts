import type { Bloc } from './docx.ts'

/** The blocks of a filled template: lines beginning with # or ## are titles, with - items, with **words** paragraphs in bold. */
export const enBlocs = (texte: string): Bloc[] => texte.split('\n').flatMap(enBloc)

function enBloc(ligne: string): Bloc[] {
  const texte = ligne.trim()
  if (texte === '') return []
  if (texte.startsWith('## ')) return [{ genre: 'sous-titre', texte: texte.slice(3) }]
  if (texte.startsWith('# ')) return [{ genre: 'titre', texte: texte.slice(2) }]
  if (texte.startsWith('- ')) return [{ genre: 'liste', texte: texte.slice(2) }]
  const gras = /^\*\*(.+?)\*\*\s*(.*)$/.exec(texte)
  if (gras)
    return [{ genre: 'paragraphe', texte: gras[2] ? `${gras[1]} ${gras[2]}` : gras[1]!, gras: !gras[2] }]
  return [{ genre: 'paragraphe', texte }]
}
