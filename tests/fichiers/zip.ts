import { inflateRawSync } from 'node:zlib'

const ENTREE_CENTRALE = 0x02014b50
const FIN = 0x06054b50

/** The files of a ZIP archive by their path, as text (APPNOTE 6.3, central directory; stored or deflated). Enough to read a DOCX. */
export function lireZip(octets: Buffer): Map<string, string> {
  let fin = octets.length - 22
  while (fin >= 0 && octets.readUInt32LE(fin) !== FIN) fin--
  if (fin < 0) throw new Error('Ce fichier n’est pas une archive ZIP.')
  const fichiers = new Map<string, string>()
  let ici = octets.readUInt32LE(fin + 16)
  for (let reste = octets.readUInt16LE(fin + 10); reste > 0; reste--) {
    if (octets.readUInt32LE(ici) !== ENTREE_CENTRALE) throw new Error('L’archive est abîmée.')
    const [nom, extra, commentaire] = [28, 30, 32].map((ou) => octets.readUInt16LE(ici + ou)) as [
      number,
      number,
      number,
    ]
    const local = octets.readUInt32LE(ici + 42)
    const debut = local + 30 + octets.readUInt16LE(local + 26) + octets.readUInt16LE(local + 28)
    const contenu = octets.subarray(debut, debut + octets.readUInt32LE(ici + 20))
    const compresse = octets.readUInt16LE(ici + 10) !== 0
    fichiers.set(
      octets.toString('utf8', ici + 46, ici + 46 + nom),
      (compresse ? inflateRawSync(contenu) : contenu).toString('utf8'),
    )
    ici += 46 + nom + extra + commentaire
  }
  return fichiers
}
