import { nombre } from '#shared/typographie.ts'
import { ChiffreCle, ChiffresCles } from '#ui/textes.tsx'
import { plusGrandRetard } from './domain/jalons.ts'
import { EN_MOUVEMENT } from './domain/statuts.ts'
import type { PropsProgramme } from './programme.page.tsx'
import { meteoDAction } from './vues.ts'

export function Chiffres({ actions, aujourdhui }: Pick<PropsProgramme, 'actions' | 'aujourdhui'>) {
  const enMouvement = actions.filter(({ statut }) => EN_MOUVEMENT.includes(statut))
  const enRetard = enMouvement.filter(({ jalons }) => plusGrandRetard(jalons, aujourdhui) > 0)
  const bloquees = actions.filter(({ bloqueeLe, statut }) => bloqueeLe && statut !== 'abandonnee')
  const gris = enMouvement.filter((action) => meteoDAction(action, aujourdhui).temps === 'gris')
  return (
    <ChiffresCles>
      <ChiffreCle
        valeur={nombre(enMouvement.length)}
        sur={`sur ${nombre(actions.length)}`}
        libelle={enMouvement.length > 1 ? 'actions en mouvement' : 'action en mouvement'}
      />
      <ChiffreCle valeur={nombre(enRetard.length)} libelle="avec un jalon en retard" />
      <ChiffreCle valeur={nombre(bloquees.length)} libelle={bloquees.length > 1 ? 'bloquées' : 'bloquée'} />
      <ChiffreCle valeur={nombre(gris.length)} libelle="sans donnée ou sans réponse" />
    </ChiffresCles>
  )
}
