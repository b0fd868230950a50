import { date, nombre } from '#shared/typographie.ts'
import { ChiffreCle, ChiffresCles, Fictif } from '#ui/textes.tsx'
import { SEUIL_PERSONNES } from './domain/seuil.ts'
import type { ChiffrePublic } from './portail.queries.ts'

export const Chiffres = ({ chiffres }: { readonly chiffres: readonly ChiffrePublic[] }) =>
  chiffres.length === 0 ? null : (
    <ChiffresCles>
      {chiffres.slice(0, 4).map((chiffre) => (
        <ChiffreCle
          key={chiffre.id}
          {...(chiffre.approche && !estTu(chiffre) && { avant: chiffre.approche })}
          valeur={direChiffre({ ...chiffre, approche: '' })}
          libelle={chiffre.libelle}
          detail={
            <>
              Source : {chiffre.source}. Relevé le {date(chiffre.constateLe)}.{' '}
              {chiffre.fictif && <Fictif>{chiffre.fictif}</Fictif>}
            </>
          }
        />
      ))}
    </ChiffresCles>
  )
const estTu = ({ personnes, valeur }: Pick<ChiffrePublic, 'valeur' | 'personnes'>): boolean =>
  personnes && valeur > 0 && valeur < SEUIL_PERSONNES
/** « plus de 46 000 », « moins de 11 » when people could be recognised. */
export const direChiffre = ({
  valeur,
  approche,
  unite,
  personnes,
}: Pick<ChiffrePublic, 'valeur' | 'approche' | 'unite' | 'personnes'>): string =>
  estTu({ personnes, valeur })
    ? `moins de ${SEUIL_PERSONNES}`
    : [approche, nombre(valeur), unite].filter(Boolean).join(' ')
