import { Section } from '#ui/parties/section.tsx'
import type { Contenu } from '../cadre/contenu.ts'

type Centre = Readonly<{ organisme: string; nom: string; telephone: string }>

/**
 * The service in easy French, for those whom the other pages leave outside: one idea in a sentence, usual words, numbers in figures, what is hard explained
 * where it comes (European rules « Information for all », Inclusion Europe). It has not been read by the people it is for: it says so, and does not bear the
 * European mark, which asks for that.
 * @param sansScript the same page on the path without script, where the server sees the text for an instant
 */
export function pageFacile(centres: readonly Centre[], sansScript: boolean): Contenu {
  return {
    titre: 'Facile à lire',
    h1: 'Ce service, en facile à lire',
    ...(sansScript ? {} : { script: 'sortie' }),
    contenu: (
      <div className="facile">
        <Section titre="Vous êtes en danger maintenant ?">
          <p>
            Appelez la police : <strong>17</strong>.
          </p>
          <p>
            Vous ne pouvez pas parler ? Envoyez un message au <strong>114</strong>.
          </p>
        </Section>
        <Section titre="À quoi sert ce service ?">
          <p>Vous travaillez pour une mairie. Ou pour un autre service public près de chez vous.</p>
          <p>Quelqu’un vous fait du mal au travail. Par exemple :</p>
          <ul>
            <li>Il vous frappe. Ou il vous fait peur.</li>
            <li>Il vous insulte souvent.</li>
            <li>Il se moque de vous tous les jours.</li>
            <li>Il vous touche. Et vous ne voulez pas.</li>
            <li>Il vous parle de sexe. Et vous ne voulez pas.</li>
            <li>
              Il vous traite moins bien que les autres. À cause de votre handicap, de votre couleur de peau,
              de votre sexe…
            </li>
          </ul>
          <p>Vous pouvez le dire ici. Cela s’appelle un signalement.</p>
          <p>Cela arrive à quelqu’un d’autre ? Vous pouvez aussi le dire.</p>
        </Section>
        <Section titre="Qui va lire ?">
          <p>
            Une équipe du Centre de gestion. Le Centre de gestion aide les mairies. Ce n’est pas votre chef.
          </p>
          <p>Les noms de l’équipe sont dans le formulaire. Le formulaire est la page des questions.</p>
          <p>Vous ne voulez pas qu’une personne lise ? Cochez son nom. Elle ne pourra pas lire.</p>
          <p>L’équipe vous demande avant de parler à votre employeur. L’employeur est celui qui vous paye.</p>
          <p>
            Il y a une exception : un danger grave. Alors 2 personnes de l’équipe décident ensemble. Elles
            vous écrivent pourquoi.
          </p>
        </Section>
        <Section titre="Faut-il dire votre nom ?">
          <p>Le plus souvent, vous choisissez :</p>
          <ul>
            <li>Vous dites votre nom à l’équipe.</li>
            <li>Ou vous ne dites pas votre nom.</li>
          </ul>
          <p>Parfois le nom est demandé. Le formulaire le dit.</p>
        </Section>
        <Section titre="Comment faire ?">
          <ol>
            <li>
              <p>Prenez votre téléphone à vous. Ou votre ordinateur à vous. Pas ceux du travail.</p>
            </li>
            <li>
              <p>Choisissez le Centre de gestion de votre département :</p>
              <ul>
                {centres.map(({ organisme, nom }) => (
                  <li key={organisme}>
                    <a href={`/deposer/${organisme}`}>{nom}</a>
                  </li>
                ))}
              </ul>
            </li>
            <li>
              <p>Répondez aux questions. Écrivez avec vos mots. Les fautes de français ne comptent pas.</p>
            </li>
            <li>
              <p>Vous pouvez ajouter des photos ou des papiers.</p>
            </li>
            <li>
              <p>Appuyez sur le bouton « {sansScript ? 'Envoyer' : 'Chiffrer et envoyer'} ».</p>
              <p>
                {sansScript
                  ? 'Un programme cache votre texte pour l’envoyer. Il voit votre texte un court moment.'
                  : 'Chiffrer veut dire : cacher le texte. Seule l’équipe peut le lire.'}
              </p>
            </li>
            <li>
              <p>
                L’écran montre <strong>12 mots</strong>. Écrivez ces mots sur un papier. Gardez ce papier chez
                vous.
              </p>
              <p>Ces mots sont comme une clé. Personne ne peut vous les redonner.</p>
            </li>
          </ol>
          <p>C’est difficile ? Demandez de l’aide à une personne de confiance.</p>
        </Section>
        <Section titre="Vous préférez parler ?">
          <p>Appelez l’équipe :</p>
          <ul>
            {centres.map(({ organisme, nom, telephone }) => (
              <li key={organisme}>
                {nom} : <strong>{telephone.replaceAll(' ', '\u00a0')}</strong>
              </li>
            ))}
          </ul>
        </Section>
        <Section titre="Et après ?">
          <p>L’équipe vous répond. Cela prend 2 jours de travail. Parfois 7 jours.</p>
          <p>
            Pour lire la réponse, prenez vos 12 mots. Puis allez ici :{' '}
            <a href="/retour">Revenir avec mes douze mots</a>.
          </p>
          <p>L’équipe peut vous proposer de l’aide. Par exemple un médecin.</p>
          <p>Elle peut demander une enquête. Une enquête cherche ce qui s’est passé.</p>
          <p>L’équipe vous écrit la suite. Cela prend 3 mois au plus.</p>
        </Section>
        <Section titre="Vos droits">
          <p>Vous dites ce que vous croyez vrai. Alors personne n’a le droit de vous punir. C’est la loi.</p>
          <p>On vous punit quand même ? Dites-le ici avec vos 12 mots.</p>
          <p>
            Vous pouvez aussi appeler le Défenseur des droits : <strong>39&nbsp;28</strong>. Il aide les gens
            traités de façon injuste.
          </p>
        </Section>
        <Section titre="Cette page">
          <p>Elle suit les règles du facile à lire. Les personnes concernées ne l’ont pas encore relue.</p>
          <p>
            Les autres pages disent plus de choses : <a href="/">la première page</a>.
          </p>
        </Section>
      </div>
    ),
  }
}
