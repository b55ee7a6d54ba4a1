// WeChat's own compiler over a built package, offline and without a real key. A process of its own: it caches by path.
import ci from 'miniprogram-ci'

const [, , projectPath] = process.argv

const project = new ci.Project({
  appid: 'wx0000000000000000', type: 'miniProgram', projectPath, privateKey: 'offline', ignores: [],
})
// The attributes of a real appid come from WeChat's servers.
project.attr = async () => ci.DefaultProjectAttr

try {
  // The settings of project.config.json: the build has done what they would do.
  await ci.getCompiledResult({ project, version: '1.0.0', setting: { es6: false, minify: false } }, `${projectPath}.zip`)
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
