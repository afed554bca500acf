// Judges Kubernetes objects as an API server with these custom resource definitions would.
//
//	kubernetes-check CRDS_FOLDER < requests.json > verdicts.json
//
// A request is the text of a YAML file, or a kustomization: files by path and the folder to build. The verdict tells of
// each object in it what the server would refuse (types, unknown fields, CEL rules) and how it was read.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

type request struct {
	YAML   string            `json:"yaml"`
	Files  map[string][]byte `json:"files"` // base64 in JSON
	Folder string            `json:"folder"`
}

type object struct {
	Kind   string         `json:"kind"`
	Name   string         `json:"name"`
	Errors []string       `json:"errors"`
	Read   map[string]any `json:"read"`
}

type verdict struct {
	Error   string   `json:"error"`
	Objects []object `json:"objects"`
}

type kind struct {
	structural *schema.Structural
	validator  validation.SchemaValidator
	rules      *cel.Validator
}

func main() {
	kinds, err := load(os.Args[1])
	if err != nil {
		fail(err)
	}
	var requests []request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		fail(err)
	}
	verdicts := []verdict{}
	for _, one := range requests {
		verdicts = append(verdicts, answer(kinds, one))
	}
	if err := json.NewEncoder(os.Stdout).Encode(verdicts); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// Definitions by "apiVersion kind".
func load(folder string) (map[string]kind, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	kinds := map[string]kind{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var crd apiextensionsv1.CustomResourceDefinition
		if err := yaml.UnmarshalStrict(text, &crd); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, version := range crd.Spec.Versions {
			var props apiextensions.JSONSchemaProps
			if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &props, nil); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			structural, err := schema.NewStructural(&props)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			validator, _, err := validation.NewSchemaValidator(&props)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			name := fmt.Sprintf("%s/%s %s", crd.Spec.Group, version.Name, crd.Spec.Names.Kind)
			kinds[name] = kind{structural, validator, cel.NewValidator(structural, true, celconfig.PerCallLimit)}
		}
	}
	return kinds, nil
}

func answer(kinds map[string]kind, one request) verdict {
	text := []byte(one.YAML)
	if one.Folder != "" {
		built, err := build(one.Files, one.Folder)
		if err != nil {
			return verdict{Error: err.Error(), Objects: []object{}}
		}
		text = built
	}
	objects := []object{}
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		document, err := reader.Read()
		if err == io.EOF {
			return verdict{Objects: objects}
		}
		if err != nil {
			return verdict{Error: err.Error(), Objects: objects}
		}
		if judged := judge(kinds, document); judged != nil {
			objects = append(objects, *judged)
		}
	}
}

func build(files map[string][]byte, folder string) ([]byte, error) {
	disk := filesys.MakeFsInMemory()
	for path, bytes := range files {
		if err := disk.WriteFile(path, bytes); err != nil {
			return nil, err
		}
	}
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(disk, folder)
	if err != nil {
		return nil, err
	}
	return resources.AsYaml()
}

func judge(kinds map[string]kind, document []byte) *object {
	asJSON, err := yaml.YAMLToJSONStrict(document)
	if err != nil {
		return &object{Errors: []string{err.Error()}}
	}
	if strings.TrimSpace(string(asJSON)) == "null" {
		return nil
	}
	var read map[string]any
	// Kubernetes' reader keeps whole numbers whole.
	if err := utiljson.Unmarshal(asJSON, &read); err != nil {
		return &object{Errors: []string{err.Error()}}
	}
	name := ""
	if metadata, ok := read["metadata"].(map[string]any); ok {
		name, _ = metadata["name"].(string)
	}
	kindName, _ := read["kind"].(string)
	return &object{Kind: kindName, Name: name, Errors: errorsOf(kinds, read, asJSON), Read: read}
}

func errorsOf(kinds map[string]kind, read map[string]any, asJSON []byte) []string {
	name := fmt.Sprintf("%v %v", read["apiVersion"], read["kind"])
	switch name {
	case "v1 ConfigMap":
		return strictly(asJSON, &corev1.ConfigMap{})
	case "apps/v1 Deployment":
		return strictly(asJSON, &appsv1.Deployment{})
	}
	known, ok := kinds[name]
	if !ok {
		return []string{"no definition of " + name}
	}
	errors := []string{}
	// As the server does it: what is unknown goes, defaults come, then everything is judged.
	whole := map[string]any{}
	_ = utiljson.Unmarshal(asJSON, &whole)
	options := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	for _, path := range pruning.PruneWithOptions(whole, known.structural, true, options) {
		errors = append(errors, "unknown field: "+path)
	}
	defaulting.Default(whole, known.structural)
	found := validation.ValidateCustomResource(nil, whole, known.validator)
	found = append(found, listtype.ValidateListSetsAndMaps(nil, known.structural, whole)...)
	if known.rules != nil {
		broken, _ := known.rules.Validate(context.Background(), nil, known.structural, whole, nil, celconfig.RuntimeCELCostBudget)
		found = append(found, broken...)
	}
	for _, one := range found {
		errors = append(errors, one.Error())
	}
	return errors
}

func strictly(asJSON []byte, into any) []string {
	if err := yaml.UnmarshalStrict(asJSON, into, yaml.DisallowUnknownFields); err != nil {
		return []string{err.Error()}
	}
	return []string{}
}
