/** Past the header, straight to the content; upstream's script moves the focus too. */
export const SkipLink = () => (
  <a class="nhsuk-skip-link" data-module="nhsuk-skip-link" href="#maincontent">
    Skip to main content
  </a>
)
