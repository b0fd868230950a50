import { Onglets } from '#ui/textes.tsx'

const VUES = [
  { libelle: 'Actions', href: '/programme' },
  { libelle: 'Portefeuille', href: '/portefeuille' },
  { libelle: 'Groupes de travail', href: '/groupes' },
  { libelle: 'Qui fait quoi', href: '/qui-fait-quoi' },
  { libelle: 'Évaluation', href: '/evaluations' },
  { libelle: 'Bilans', href: '/bilans' },
  { libelle: 'Portail public', href: '/portail' },
] as const

/** What is read and done around the programme, side by side. The rooms behind these tabs are modules of their own. */
export const OngletsDuProgramme = ({ courant }: { readonly courant: (typeof VUES)[number]['href'] }) => (
  <Onglets
    libelle="Autour du programme"
    vues={VUES.map((vue) => ({ ...vue, courant: vue.href === courant }))}
  />
)
