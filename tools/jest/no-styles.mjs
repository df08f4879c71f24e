// Style sheets say nothing to specs.
export default {};
