import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { compte, montant, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampFichier, ChampMontant, ChampNombre, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Colonnes, Fictif, Section, Vide } from '#ui/textes.tsx'
import type { CoutDunNiveau } from './cout-employeur.ts'

export type ResultatEmployeur = {
  readonly agents: number
  readonly source: 'masse' | 'recensement'
  readonly niveaux: readonly CoutDunNiveau[]
  readonly estExemple: boolean
}

/** What a contract would cost an employer: by level and share. Public, no account, nothing kept; it prints as it reads. */
export function pageSimulateurEmployeur({
  resultat,
  statut,
  ...retour
}: RetourDeFormulaire & { readonly resultat: ResultatEmployeur | null }): ContenuDePage {
  const moitie = resultat?.niveaux[0]?.parts[0]
  return {
    titre: 'Ce que la prévoyance coûterait à votre collectivité',
    h1: moitie
      ? `À partir de ${montant(moitie.employeur)} par an pour ${compte(resultat!.agents, 'agent')}`
      : 'Ce que la prévoyance coûterait à votre collectivité',
    surtitre: 'Simulateur des employeurs',
    large: true,
    ...(statut && { statut }),
    chapeau: (
      <p>
        Coût annuel selon le niveau garanti et votre part, au moins la moitié de la cotisation. Taux{' '}
        <Fictif /> : votre contrat dit les siens. Rien n’est gardé.
      </p>
    ),
    contenu: (
      <Colonnes cote={<Saisie {...retour} />}>
        {retour.alerte && (
          <Alerte>
            <p>{retour.alerte}</p>
          </Alerte>
        )}
        {resultat ? <Resultat {...resultat} /> : <Vide>Corrigez la saisie pour voir le coût.</Vide>}
      </Colonnes>
    ),
  }
}

const Resultat = ({ agents, source, niveaux, estExemple }: ResultatEmployeur) => (
  <>
    {niveaux.map(({ libelle, taux, cotisation, parts }) => (
      <Section
        key={libelle}
        titre={libelle}
        detail={`${nombre(taux / 1000)} % de la paie brute, ${montant(cotisation)} de cotisations par an`}
      >
        <Tableau
          titre={`Coût par part de l’employeur : ${libelle}`}
          lignes={parts}
          cleDe={({ part }) => String(part)}
          colonnes={[
            {
              cle: 'part',
              titre: 'Votre part',
              entete: true,
              contenu: ({ part }) => `${nombre(part / 1000)} %`,
            },
            { cle: 'an', titre: 'Par an', nombre: true, contenu: ({ employeur }) => montant(employeur) },
            {
              cle: 'mois',
              titre: 'Par agent et par mois',
              nombre: true,
              contenu: ({ employeurParAgent }) => montant(employeurParAgent),
            },
            {
              cle: 'agent',
              titre: 'Reste à l’agent, par mois',
              nombre: true,
              contenu: ({ agent }) => montant(agent),
            },
          ]}
        />
      </Section>
    ))}
    <Section titre="Comment c’est calculé" filet>
      <ul>
        <li>
          {source === 'recensement'
            ? `Agent par agent, sur les ${nombre(agents)} lignes de votre recensement, par les règles de la paie.`
            : 'Masse brute multipliée par le taux. Les cotisations s’arrondissent agent par agent : le total réel diffère de quelques euros.'}
        </li>
        <li>
          Base : traitement brut, NBI et primes mensuelles. Les niveaux sont ceux du simulateur des agents.
        </li>
        <li>
          La part minimum est la moitié : CGFP, L. 827-11, dans la rédaction de la loi du 22 décembre 2025.
        </li>
        {estExemple && <li>Exemple : une commune de douze agents. Remplacez ses chiffres par les vôtres.</li>}
      </ul>
    </Section>
  </>
)

const Saisie = ({ fautes, saisies }: RetourDeFormulaire) => (
  <Section titre="Votre collectivité">
    <Formulaire
      id="employeur"
      action="/simulateur/employeur"
      fichiers
      fautes={fautes ?? []}
      {...(saisies && { saisies })}
    >
      <ChampNombre nom="agents" libelle="Nombre d’agents" />
      <ChampMontant nom="traitements" libelle="Traitements bruts et NBI, par an" />
      <ChampMontant nom="primes" libelle="Primes mensuelles, par an" facultatif />
      <ChampFichier
        nom="fichier"
        libelle="Ou votre recensement"
        aide="CSV ou XLSX, une ligne par agent : il remplace les trois champs. Il est lu, puis oublié."
        accepte=".csv,.xlsx"
        facultatif
      />
      <Actions>
        <Bouton variante="primaire" icone="calcul">
          Calculer
        </Bouton>
      </Actions>
    </Formulaire>
  </Section>
)
